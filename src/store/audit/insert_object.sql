INSERT INTO audit_object (entry_id, kind, number) VALUES (?1, ?2, ?3) ON CONFLICT DO NOTHING
