SELECT id, public, user_id FROM signing_key ORDER BY id
