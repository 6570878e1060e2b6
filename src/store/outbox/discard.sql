UPDATE outbox SET state = 'discarded', again_at = NULL, decided_by = ?2 WHERE id = ?1
