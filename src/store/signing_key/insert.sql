INSERT INTO signing_key (user_id, public, made_at) VALUES (?1, ?2, ?3)
