INSERT INTO seal (entry_id, month, last_day, sealed_at, user_id, head_entry, head_hash, manifest_hash)
VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)
