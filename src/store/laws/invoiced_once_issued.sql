SELECT a.number FROM application a
WHERE a.state IN ('submitted', 'cancelled', 'rejected')
    AND EXISTS (SELECT 1 FROM invoice i WHERE i.application_id = a.id)
UNION
SELECT a.number FROM application a JOIN invoice i ON i.application_id = a.id
WHERE a.state = 'issuing' AND NOT EXISTS (SELECT 1 FROM planned_invoice p WHERE p.invoice_id = i.id)
UNION
SELECT a.number FROM reversal r JOIN application a ON a.id = r.application_id
WHERE a.state <> 'reversed'
