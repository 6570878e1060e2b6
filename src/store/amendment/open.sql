INSERT INTO amendment (op, subject, reason, at, user_id, is_open) VALUES (?1, ?2, ?3, ?4, ?5, 1)
