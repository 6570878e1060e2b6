INSERT INTO reversal (application_id, invoice_id, red_number, reason, reversed_on)
SELECT i.application_id, i.id, ?3, ?4, ?5 FROM invoice i WHERE i.application_id = ?1 AND i.number = ?2
