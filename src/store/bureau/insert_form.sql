INSERT INTO bureau_form (version, sha256, name, shape, seen_at) VALUES (?1, ?2, ?3, ?4, ?5)
