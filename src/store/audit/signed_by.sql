SELECT k.public, u.name FROM signing_key k LEFT JOIN app_user u ON u.id = k.user_id WHERE k.id = ?1
