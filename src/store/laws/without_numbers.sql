SELECT a.number, i.number FROM reversed_without_numbers w
JOIN application a ON a.id = w.application_id JOIN invoice i ON i.application_id = a.id
WHERE NOT EXISTS (SELECT 1 FROM reversal r WHERE r.invoice_id = i.id)
ORDER BY a.id, i.id
