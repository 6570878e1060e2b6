SELECT a.id, a.number, a.amount, a.policy, a.policy_version,
    (SELECT min(f.issued_on) FROM invoice f WHERE f.application_id = a.id), c.id, c.code, c.name, c.kind, c.status
FROM application a /*+ in order */ JOIN account c ON c.id = a.account_id
WHERE (a.account_id = ?3 OR ?3 IS NULL)
    AND a.id IN (SELECT i.application_id FROM invoice i WHERE i.issued_on BETWEEN ?1 AND ?2)
    AND a.state IN ('issued', 'delivered', 'received')
    AND NOT EXISTS (SELECT 1 FROM correction k WHERE k.application_id = a.id AND k.state = 'requested')
ORDER BY a.id
