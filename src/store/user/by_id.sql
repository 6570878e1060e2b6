SELECT id, name, roles, version, disabled_at FROM app_user WHERE id = ?1 AND id > 0
