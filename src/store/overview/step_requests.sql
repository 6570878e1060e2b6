/*+ whole: what waits for a second person is looked through; a person asked for each */
SELECT a.id, a.number, a.amount, a.due_on, r.step, r.state, r.requested_by, r.reason, c.id, c.code, c.name, c.kind, c.status
FROM step_request r /*+ by step_request_one_open */
/*+ in order */ JOIN application a ON a.id = r.application_id
/*+ in order */ JOIN account c ON c.id = a.account_id
WHERE r.is_open = 1 AND (?1 IS NULL OR a.account_id = ?1)
ORDER BY r.application_id
