SELECT i.number FROM red_letter l JOIN invoice i ON i.id = l.invoice_id
WHERE l.state IS DISTINCT FROM (SELECT s.state FROM red_letter_step s WHERE s.letter_id = l.id ORDER BY s.id DESC LIMIT 1)
    OR l.entered_at IS DISTINCT FROM (SELECT s.happened_at FROM red_letter_step s WHERE s.letter_id = l.id ORDER BY s.id LIMIT 1)
    OR EXISTS (
        SELECT 1 FROM red_letter_step s WHERE s.letter_id = l.id AND (
            (s.state IN ('confirmed', 'denied_by_buyer', 'denied_by_seller')
                AND s.happened_at > l.entered_at + 259200000)
            OR (s.state = 'lapsed' AND s.happened_at <= l.entered_at + 259200000)
        )
    )
    OR (l.state NOT IN ('no_confirmation', 'confirmed', 'withdrawn', 'withdrawn_later')
        AND EXISTS (SELECT 1 FROM reversal r WHERE r.invoice_id = l.invoice_id)
        AND NOT EXISTS (
            SELECT 1 FROM red_letter o WHERE o.invoice_id = l.invoice_id AND o.id > l.id
                AND o.state NOT IN ('withdrawn', 'withdrawn_later')
        ))
