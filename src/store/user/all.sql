SELECT id, name, roles, version FROM app_user ORDER BY id
