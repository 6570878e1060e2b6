SELECT EXISTS (SELECT 1 FROM recurring_run WHERE account_id = ?1 AND month = ?2)
