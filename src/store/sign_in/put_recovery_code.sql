INSERT INTO recovery_code (user_id, recovery_hash, made_at) VALUES (?1, ?2, ?3)
ON CONFLICT (user_id) DO UPDATE SET recovery_hash = excluded.recovery_hash, made_at = excluded.made_at
