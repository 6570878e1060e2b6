SELECT id FROM ticket
WHERE account_id = ?1 AND state = 'open' AND rule = ?3
    AND (application_id = ?2 OR (application_id IS NULL AND ?2 IS NULL))
ORDER BY id
