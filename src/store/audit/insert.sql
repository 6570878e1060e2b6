INSERT INTO audit (id, at, user_id, op, request, hash) VALUES (?1, ?2, ?3, ?4, ?5, ?6)
