INSERT INTO tax_id_seen (tax_id, seen_by, seen_at) VALUES (?1, ?2, ?3) ON CONFLICT (tax_id) DO NOTHING
