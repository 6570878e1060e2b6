SELECT count(*) FROM application WHERE submitted_on = ?1
