INSERT INTO refusal_overruled (refusal_id, at, user_id, why) VALUES (?1, ?2, ?3, ?4)
