SELECT id, name, roles FROM app_user WHERE name = ?1
