UPDATE correction SET state = ?2, decided_by = ?3, decided_at = ?4, decision = ?5, replacement_id = ?6
WHERE id = ?1
