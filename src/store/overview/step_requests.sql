/*+ whole: what waits for a second person is looked through; a person asked for each */
SELECT a.id, a.number, a.amount, a.due_on, r.step, r.state, r.requested_by, r.reason, i.policy, EXISTS (
        SELECT 1 FROM event e
        WHERE e.application_id = a.id AND e.event = 'submitted' AND ?2 IN (e.user_id, e.also_by)
    ), EXISTS (
        SELECT 1 FROM event e
        WHERE e.application_id = a.id AND e.event IN ('issued', 'part_issued') AND ?2 IN (e.user_id, e.also_by)
    ), c.id, c.code, c.name, c.kind, c.status
FROM step_request r /*+ by step_request_one_open */
/*+ in order */ JOIN application a ON a.id = r.application_id
/*+ in order */ JOIN account c ON c.id = a.account_id
/*+ in order */ JOIN issuer i ON i.id = c.issuer_id
WHERE r.is_open = 1 AND (a.account_id = ?1 OR ?1 IS NULL)
ORDER BY r.application_id
