DELETE FROM draft WHERE account_id = ?2 AND form = ?1
