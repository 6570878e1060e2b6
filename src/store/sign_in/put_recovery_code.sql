INSERT INTO recovery_code (user_id, hash, made_at) VALUES (?1, ?2, ?3)
ON CONFLICT (user_id) DO UPDATE SET hash = excluded.hash, made_at = excluded.made_at
