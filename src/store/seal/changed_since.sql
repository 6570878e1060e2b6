SELECT entry_id FROM audit_object WHERE kind = 'month' AND number = ?1 AND entry_id > ?2
ORDER BY entry_id DESC LIMIT ?3
