SELECT id FROM app_user WHERE name = ?1
