/*+ whole: the log is checked from its beginning */
SELECT id, at, user_id, op, request, hash FROM audit ORDER BY id
