SELECT l.id, a.id, a.number, a.state, l.line, l.ended
FROM planned_invoice p JOIN batch_line l ON l.planned_id = p.id JOIN application a ON a.id = p.application_id
WHERE p.serial = ?1
ORDER BY l.id DESC LIMIT 1
