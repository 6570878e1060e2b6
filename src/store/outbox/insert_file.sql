INSERT INTO outbox_file (outbox_id, place, name, sha256) VALUES (?1, ?2, ?3, ?4)
