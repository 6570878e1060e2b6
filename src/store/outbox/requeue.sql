UPDATE outbox SET state = 'queued', is_begun = 0, again_at = NULL, decided_by = ?2 WHERE id = ?1
