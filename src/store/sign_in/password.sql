SELECT password_hash, must_change, set_at FROM password WHERE user_id = ?1
