SELECT op, request, answer FROM command_answer WHERE id = ?1
