INSERT INTO command_answer (id, op, request, answer) VALUES (?1, ?2, ?3, ?4)
