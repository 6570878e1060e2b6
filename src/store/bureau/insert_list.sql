INSERT INTO refusal_list (sha256, name, at, user_id) VALUES (?1, ?2, ?3, ?4)
