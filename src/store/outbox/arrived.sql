UPDATE outbox SET state = 'sent', decided_by = ?2 WHERE id = ?1
