INSERT INTO policy (code, version, body) VALUES (?1, ?2, ?3)
