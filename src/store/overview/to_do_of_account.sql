SELECT a.id, a.number, a.state, a.amount, a.due_on, c.id, c.code, c.name, c.kind, c.status
FROM application a /*+ by application_to_do_by_account */ /*+ in order */ JOIN account c ON c.id = a.account_id
WHERE a.account_id = ?5 AND a.state IN ('submitted', 'issuing', 'issued')
    AND (a.due_on, a.large_first, a.id) > (?1, ?2, ?3)
    AND NOT EXISTS (
        SELECT 1 FROM step_request r
        WHERE r.application_id = a.id AND r.step = 'issue' AND r.is_open = 1 AND r.state = 'waiting'
    )
ORDER BY a.due_on, a.large_first, a.id LIMIT ?4
