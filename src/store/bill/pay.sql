UPDATE bill SET paid_on = ?2 WHERE id = ?1
