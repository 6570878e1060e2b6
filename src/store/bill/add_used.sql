UPDATE bill SET used = used + ?2 WHERE id = ?1
