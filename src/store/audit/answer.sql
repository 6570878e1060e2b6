SELECT answer FROM command_answer WHERE id = ?1
