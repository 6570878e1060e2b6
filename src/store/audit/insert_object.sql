INSERT OR IGNORE INTO audit_object (entry_id, kind, number) VALUES (?1, ?2, ?3)
