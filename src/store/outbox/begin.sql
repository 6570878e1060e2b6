UPDATE outbox SET is_begun = 1, sha256 = ?2 WHERE id = ?1 AND state = 'sending' AND is_begun = 0
