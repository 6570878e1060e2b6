UPDATE submission SET held_by = ?2, held_at = ?3 WHERE id = ?1
