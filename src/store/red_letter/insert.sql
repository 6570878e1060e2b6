INSERT INTO red_letter (invoice_id, begun_by, reason, state, form_no, entered_at)
SELECT i.id, ?2, ?3, ?4, ?5, ?6 FROM invoice i WHERE i.number = ?1 RETURNING id
