/*+ whole: one entry is about few things */
INSERT INTO audit_object (entry_id, kind, number)
SELECT ?1, 'account', c.code FROM audit_object o
JOIN application p ON p.number = o.number JOIN account c ON c.id = p.account_id
WHERE o.entry_id = ?1 AND o.kind = 'application'
UNION ALL
SELECT ?1, 'account', c.code FROM audit_object o
JOIN bill b ON b.bill_no = o.number JOIN account c ON c.id = b.account_id
WHERE o.entry_id = ?1 AND o.kind = 'bill'
UNION ALL
SELECT ?1, 'account', c.code FROM audit_object o
JOIN ticket t ON t.id = CAST(CASE o.kind WHEN 'ticket' THEN o.number END AS BIGINT) JOIN account c ON c.id = t.account_id
WHERE o.entry_id = ?1 AND o.kind = 'ticket'
ON CONFLICT DO NOTHING
