SELECT id, name, roles, version FROM app_user WHERE name = ?1 AND id > 0
