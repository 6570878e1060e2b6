UPDATE import_batch SET state = 'undone', undone_at = ?2, undone_by = ?3 WHERE id = ?1
