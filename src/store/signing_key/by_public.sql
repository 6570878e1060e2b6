SELECT id FROM signing_key WHERE public = ?1
