UPDATE step_request SET note = ?2 WHERE id = ?1
