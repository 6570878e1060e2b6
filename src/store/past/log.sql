/*+ whole: a past day is told from the log, from behind to its beginning; what was refused did nothing */
SELECT id, at, op, request FROM audit WHERE refused IS NULL ORDER BY id DESC
