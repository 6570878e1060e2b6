SELECT DISTINCT a.number FROM application a JOIN invoice i ON i.application_id = a.id
WHERE a.state = 'reversed'
    AND NOT EXISTS (SELECT 1 FROM reversal r WHERE r.invoice_id = i.id)
    AND NOT EXISTS (SELECT 1 FROM reversed_without_numbers w WHERE w.application_id = a.id)
UNION
SELECT a.number FROM reversal r JOIN application a ON a.id = r.application_id JOIN invoice i ON i.id = r.invoice_id
WHERE i.application_id <> r.application_id
