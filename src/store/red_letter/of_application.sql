SELECT l.id, a.number, i.number, l.begun_by, l.reason, l.state, l.form_no, l.entered_at,
    (SELECT r.red_number FROM reversal r WHERE r.invoice_id = i.id AND l.state IN ('no_confirmation', 'confirmed'))
FROM application a JOIN invoice i ON i.application_id = a.id JOIN red_letter l ON l.invoice_id = i.id
WHERE a.id = ?1 ORDER BY l.id
