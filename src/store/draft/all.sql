SELECT d.id, u.name, d.form, c.code, c.name, d.object, d.content, d.changed_at
FROM draft d JOIN app_user u ON u.id = d.user_id LEFT JOIN account c ON c.id = d.account_id
ORDER BY d.changed_at DESC, d.id DESC
