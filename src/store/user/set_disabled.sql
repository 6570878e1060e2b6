UPDATE app_user SET disabled_at = ?2, version = version + 1 WHERE id = ?1
