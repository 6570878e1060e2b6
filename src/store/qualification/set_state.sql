UPDATE qualification SET state = ?2 WHERE account_id = ?1
