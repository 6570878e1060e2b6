INSERT INTO password (user_id, password_hash, must_change, set_at) VALUES (?1, ?2, ?3, ?4)
ON CONFLICT (user_id) DO UPDATE SET password_hash = excluded.password_hash, must_change = excluded.must_change, set_at = excluded.set_at
