SELECT
    id, at, user_id, op, request, hash, origin, system_user, machine, refused, changes, found, proof, schema_cookie, key_id,
    signature
FROM audit WHERE id = ?1
