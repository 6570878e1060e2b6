SELECT a.id, a.number, a.amount, c.id, c.code, c.name, c.kind, c.status
FROM correction k INDEXED BY correction_one_open CROSS JOIN application a CROSS JOIN account c
WHERE a.id = k.application_id AND c.id = a.account_id AND k.state = 'requested' AND a.state <> 'reversed'
    AND (?1 IS NULL OR a.account_id = ?1)
ORDER BY k.application_id
