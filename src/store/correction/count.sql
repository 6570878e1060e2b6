SELECT count(*) FROM correction c
WHERE c.account_id = ?1 AND c.state <> 'rejected' AND c.requested_on BETWEEN ?2 AND ?3
    AND NOT (c.state = 'requested' AND (SELECT a.state FROM application a WHERE a.id = c.application_id) = 'reversed')
