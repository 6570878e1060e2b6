SELECT r.reason
FROM planned_invoice p JOIN batch_line l ON l.planned_id = p.id JOIN bureau_refusal r ON r.line_id = l.id
WHERE p.serial = ?1
