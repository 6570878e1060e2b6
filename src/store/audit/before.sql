SELECT id, hash, proof, schema_cookie FROM audit ORDER BY id DESC LIMIT 1
