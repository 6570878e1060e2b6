UPDATE bill SET paid_on = ?2, version = CASE WHEN batch_id = ?3 THEN version ELSE version + 1 END WHERE id = ?1
