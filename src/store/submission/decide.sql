UPDATE submission SET state = ?2, reviewed_by = ?3, reviewed_at = ?4, reasons = ?5, held_by = NULL, held_at = NULL
WHERE id = ?1
