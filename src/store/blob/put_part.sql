INSERT INTO blob (sha256, part, bytes) VALUES (?1, ?2, ?3)
ON CONFLICT (sha256, part) DO UPDATE SET bytes = excluded.bytes
