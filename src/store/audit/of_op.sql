SELECT a.at, u.name, a.request FROM audit a JOIN app_user u ON u.id = a.user_id WHERE a.op = ?1 ORDER BY a.id DESC
