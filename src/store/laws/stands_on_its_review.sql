SELECT c.code FROM qualification q
JOIN account c ON c.id = q.account_id
LEFT JOIN submission s ON s.id = (SELECT max(id) FROM submission WHERE account_id = q.account_id)
WHERE (q.state IN ('pending', 'approved', 'rejected') AND s.state IS DISTINCT FROM q.state)
    OR (q.state NOT IN ('pending', 'approved', 'rejected') AND s.state = 'pending')
UNION
SELECT c.code FROM submission s JOIN account c ON c.id = s.account_id
WHERE s.state = 'pending' AND NOT EXISTS (SELECT 1 FROM qualification q WHERE q.account_id = s.account_id)
