UPDATE app_user SET roles = ?2, version = version + 1 WHERE id = ?1
