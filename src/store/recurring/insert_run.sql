INSERT INTO recurring_run (account_id, month, outcome, application_id, rule, at) VALUES (?1, ?2, ?3, ?4, ?5, ?6)
