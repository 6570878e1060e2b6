UPDATE outbox SET state = 'sent', answer = ?2, why = NULL WHERE id = ?1
