/*+ whole: the log is checked from its beginning */
SELECT
    id, at, user_id, op, request, hash, origin, system_user, machine, refused, changes, found, proof, schema_cookie, key_id,
    signature
FROM audit ORDER BY id
