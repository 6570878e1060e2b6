UPDATE step_request SET is_open = 0 WHERE id = ?1 AND state = 'refused'
