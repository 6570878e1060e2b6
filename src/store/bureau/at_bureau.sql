SELECT EXISTS (
        SELECT 1 FROM planned_invoice p JOIN batch_line l ON l.planned_id = p.id
        WHERE p.application_id = a.id AND l.ended IS NULL
    ), a.state = 'issuing' AND EXISTS (SELECT 1 FROM invoice i WHERE i.application_id = a.id), EXISTS (
        SELECT 1 FROM step_request r
        WHERE r.application_id = a.id AND r.step = 'issue' AND r.is_open = 1 AND r.state = 'waiting'
            AND r.returned IS NOT NULL
    )
FROM application a WHERE a.id = ?1
