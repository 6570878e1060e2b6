INSERT INTO batch_line (batch_id, planned_id, file, line, written) VALUES (?1, ?2, ?3, ?4, ?5)
