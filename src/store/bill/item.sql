SELECT item FROM bill WHERE id = ?1
