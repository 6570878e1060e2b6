SELECT a.id, a.number, a.state, a.amount, a.submitted_at, a.due_on, a.policy, a.policy_version,
    c.id, c.code, c.name, c.kind, c.status
FROM application a /*+ in order */ JOIN account c ON c.id = a.account_id
WHERE a.state IN ('submitted', 'issuing', 'issued') AND (?1 IS NULL OR a.account_id = ?1)
ORDER BY a.due_on, a.id
