UPDATE outbox SET is_begun = 1, sha256 = ?2 WHERE id = ?1
