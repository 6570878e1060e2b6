SELECT batch_id FROM account WHERE id = ?1
