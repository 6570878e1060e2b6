SELECT id, name, roles FROM app_user ORDER BY id
