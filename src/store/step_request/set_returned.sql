UPDATE step_request SET note = ?2, returned = ?3 WHERE id = ?1 AND state = 'waiting'
