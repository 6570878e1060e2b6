SELECT a.id, a.number, a.state, e.event FROM application a
LEFT JOIN event e ON e.application_id = a.id
ORDER BY a.id, e.id
