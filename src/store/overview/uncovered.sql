SELECT a.id, a.number, a.uncovered, c.id, c.code, c.name, c.kind, c.status
FROM application a /*+ in order */ JOIN account c ON c.id = a.account_id
WHERE a.uncovered > 0 AND (a.account_id = ?1 OR ?1 IS NULL)
    AND CASE
        WHEN a.state IN ('submitted', 'issuing') THEN 1
        WHEN a.state NOT IN ('issued', 'delivered', 'received') THEN 0
        WHEN EXISTS (
            SELECT 1 FROM application_bill l JOIN bill b ON b.id = l.bill_id
            WHERE l.application_id = a.id AND b.used - (b.amount - b.refunded)
                > coalesce((SELECT sum(o.standing) FROM bill_offset o WHERE o.source_bill_id = b.id), 0)
        ) THEN 1
        ELSE 0
    END = 1
ORDER BY a.id
