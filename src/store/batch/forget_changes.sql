DELETE FROM import_change WHERE batch_id = ?1
