SELECT id, name, roles, version FROM app_user WHERE id = 0
