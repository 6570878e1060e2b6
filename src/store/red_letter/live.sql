/*+ whole: the forms that are not done yet are looked through */
SELECT l.id, a.number, i.number, l.begun_by, l.reason, l.state, l.form_no, l.entered_at,
    (SELECT r.red_number FROM reversal r WHERE r.invoice_id = i.id AND l.state IN ('no_confirmation', 'confirmed'))
FROM red_letter l /*+ in order */ JOIN invoice i ON i.id = l.invoice_id
    /*+ in order */ JOIN application a ON a.id = i.application_id
WHERE l.state IN ('no_confirmation', 'awaiting_buyer', 'awaiting_seller', 'confirmed')
    AND NOT EXISTS (SELECT 1 FROM reversal r WHERE r.invoice_id = i.id)
ORDER BY l.entered_at, l.id
