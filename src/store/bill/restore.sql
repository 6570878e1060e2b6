UPDATE bill SET paid_on = ?2, version = ?3 WHERE id = ?1
