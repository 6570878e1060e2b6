SELECT body FROM policy WHERE code = ?1 ORDER BY version DESC LIMIT 1
