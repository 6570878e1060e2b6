INSERT INTO signing_key (user_id, public, wrapped, salt, made_at) VALUES (?1, ?2, ?3, ?4, ?5)
