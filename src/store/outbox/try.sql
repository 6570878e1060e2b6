UPDATE outbox SET state = 'sending', tries = tries + 1, tried_at = ?2, again_at = NULL WHERE id = ?1
