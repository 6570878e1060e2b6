SELECT a.number, i.number
FROM reversal r JOIN application a ON a.id = r.application_id LEFT JOIN invoice i ON i.id = r.invoice_id
WHERE r.red_number = ?1
