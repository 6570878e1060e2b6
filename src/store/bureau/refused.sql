/*+ whole: what was refused is worked off together */
SELECT a.number, a.buyer_name, p.gross, r.id, p.serial, r.sheet, r.row, r.field, r.reason, r.class,
    EXISTS (SELECT 1 FROM refusal_overruled o WHERE o.refusal_id = r.id)
FROM application a JOIN account c ON c.id = a.account_id JOIN planned_invoice p ON p.application_id = a.id
JOIN batch_line l ON l.planned_id = p.id JOIN bureau_refusal r ON r.line_id = l.id
WHERE a.state = 'issuing' AND c.issuer_id = ?1 AND p.is_replaced = 0 AND p.invoice_id IS NULL
    AND l.id = (SELECT max(n.id) FROM batch_line n WHERE n.planned_id = p.id)
ORDER BY a.id, p.place, r.id
