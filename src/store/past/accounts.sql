SELECT batch_id, was FROM import_change WHERE account_id = ?1 ORDER BY id
