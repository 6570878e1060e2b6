INSERT INTO evidence (submission_id, kind, sha256, media, name, bytes) VALUES (?1, ?2, ?3, ?4, ?5, ?6)
