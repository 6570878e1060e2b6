SELECT number FROM application WHERE id = ?1
