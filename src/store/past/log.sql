/*+ whole: a past day is told from the log, from behind to its beginning */
SELECT id, at, op, request FROM audit ORDER BY id DESC
