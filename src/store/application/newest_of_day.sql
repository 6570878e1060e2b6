SELECT number FROM application WHERE submitted_on = ?1 ORDER BY id DESC LIMIT 1
