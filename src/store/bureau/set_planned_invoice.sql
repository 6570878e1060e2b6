UPDATE planned_invoice SET invoice_id = (SELECT i.id FROM invoice i WHERE i.number = ?2) WHERE id = ?1
