SELECT op, answer FROM command_answer WHERE id = ?1
