/*+ whole: what was submitted today is gone through for what can still be cancelled */
SELECT a.id, a.number, a.state, a.amount, a.submitted_at, a.policy, a.policy_version, c.id, c.code, c.name, c.kind, c.status
FROM application a /*+ in order */ JOIN account c ON c.id = a.account_id
WHERE a.state IN ('submitted', 'issuing') AND a.submitted_on = ?1 AND (a.account_id = ?2 OR ?2 IS NULL)
ORDER BY a.id
