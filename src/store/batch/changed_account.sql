INSERT INTO import_change (batch_id, account_id, version, was) SELECT ?1, ?2, version, ?3 FROM account WHERE id = ?2
