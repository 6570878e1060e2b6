UPDATE bill SET refunded = refunded + ?2 WHERE id = ?1
