UPDATE step_request SET state = ?2, is_open = CASE WHEN ?2 = 'refused' THEN 1 ELSE 0 END, ended_by = ?3, ended_at = ?4, reason = ?5
WHERE id = ?1 AND state = 'waiting'
