UPDATE reversal SET invoice_id = (SELECT i.id FROM invoice i WHERE i.application_id = ?1 AND i.number = ?2)
WHERE application_id = ?1 AND red_number = ?3 AND invoice_id IS NULL
