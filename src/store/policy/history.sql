SELECT p.body, v.copied_from, v.copied_version, v.made_at, u.name
FROM policy p
LEFT JOIN policy_version v ON v.code = p.code AND v.version = p.version
LEFT JOIN app_user u ON u.id = v.made_by
WHERE p.code = ?1 ORDER BY p.version DESC
