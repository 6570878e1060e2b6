INSERT INTO import_change (batch_id, bill_id, version, was) SELECT ?1, ?2, version, ?3 FROM bill WHERE id = ?2
