INSERT INTO command_answer (id, op, answer) VALUES (?1, ?2, ?3)
