SELECT name, sha256 FROM outbox_file WHERE outbox_id = ?1 ORDER BY place
