SELECT count(*) FROM correction
WHERE account_id = ?1 AND state <> 'rejected' AND requested_on BETWEEN ?2 AND ?3
