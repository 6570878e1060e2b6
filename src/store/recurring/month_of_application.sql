SELECT r.month FROM application p JOIN recurring_run r ON r.account_id = p.account_id AND r.application_id = p.id
WHERE p.number = ?1
