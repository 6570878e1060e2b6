INSERT INTO audit (
    id, at, user_id, op, request, hash, origin, system_user, machine, refused, changes, found, proof, schema_cookie, key_id,
    signature
) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16)
