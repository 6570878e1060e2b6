SELECT a.number FROM batch_line l JOIN issue_batch b ON b.id = l.batch_id
JOIN planned_invoice p ON p.id = l.planned_id JOIN application a ON a.id = p.application_id
JOIN account c ON c.id = a.account_id
WHERE c.issuer_id <> b.issuer_id
    OR (l.ended IS NULL AND (a.state <> 'issuing' OR p.invoice_id IS NOT NULL OR p.is_replaced = 1))
UNION
SELECT p.serial FROM bureau_refusal r JOIN batch_line l ON l.id = r.line_id JOIN planned_invoice p ON p.id = l.planned_id
WHERE coalesce(l.ended, 'returned') = 'returned'
