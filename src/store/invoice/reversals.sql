SELECT i.number, r.red_number, r.reason, r.reversed_on FROM reversal r LEFT JOIN invoice i ON i.id = r.invoice_id
WHERE r.application_id = ?1 ORDER BY r.invoice_id NULLS FIRST, r.red_number
