SELECT id, public FROM signing_key ORDER BY id
