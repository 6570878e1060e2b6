INSERT INTO planned_invoice (application_id, place, serial, gross) VALUES (?1, ?2, ?3, ?4)
