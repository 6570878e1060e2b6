UPDATE step_request SET state = ?2, is_open = (?2 = 'refused'), ended_by = ?3, ended_at = ?4, reason = ?5
WHERE id = ?1 AND state = 'waiting'
