INSERT INTO application_bill (application_id, bill_id, invoiced) VALUES (?1, ?2, ?3)
