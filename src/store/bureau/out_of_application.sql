SELECT l.id, p.serial FROM planned_invoice p JOIN batch_line l ON l.planned_id = p.id
WHERE p.application_id = ?1 AND l.ended IS NULL
ORDER BY p.place
