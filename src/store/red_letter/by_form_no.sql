SELECT l.id, a.number, i.number, l.begun_by, l.reason, l.state, l.form_no, l.entered_at,
    (SELECT r.red_number FROM reversal r WHERE r.invoice_id = i.id AND l.state IN ('no_confirmation', 'confirmed'))
FROM red_letter l JOIN invoice i ON i.id = l.invoice_id JOIN application a ON a.id = i.application_id
WHERE l.form_no = ?1
