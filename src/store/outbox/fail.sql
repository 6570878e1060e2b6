UPDATE outbox SET state = ?2, is_begun = ?3, why = ?4, again_at = ?5 WHERE id = ?1
