SELECT l.id, p.application_id FROM batch_line l JOIN planned_invoice p ON p.id = l.planned_id
WHERE l.batch_id = ?1 AND l.ended IS NULL
ORDER BY l.id
