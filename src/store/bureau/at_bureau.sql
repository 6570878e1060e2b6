SELECT EXISTS (
        SELECT 1 FROM planned_invoice p JOIN batch_line l ON l.planned_id = p.id
        WHERE p.application_id = a.id AND l.ended IS NULL
    ), a.state = 'issuing' AND EXISTS (SELECT 1 FROM invoice i WHERE i.application_id = a.id)
FROM application a WHERE a.id = ?1
