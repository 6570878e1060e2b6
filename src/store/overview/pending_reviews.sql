/*+ whole: what waits is counted; a person submitted each */
SELECT s.id, s.due_on, s.submitted_by, s.changed_by, c.id, c.code, c.name, c.kind, c.status
FROM submission s /*+ in order */ JOIN account c ON c.id = s.account_id
WHERE s.state = 'pending' AND (s.account_id = ?1 OR ?1 IS NULL)
ORDER BY s.due_on, s.id
