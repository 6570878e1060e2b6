SELECT id, uncovered FROM application WHERE account_id = ?1 AND uncovered > 0 ORDER BY id
