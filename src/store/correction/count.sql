SELECT count(*) FROM correction c
WHERE c.account_id = ?1 AND (
    (c.state = 'approved' AND c.decided_at >= ?2 AND c.decided_at < ?3)
    OR (c.state = 'requested' AND (SELECT a.state FROM application a WHERE a.id = c.application_id) <> 'reversed')
)
