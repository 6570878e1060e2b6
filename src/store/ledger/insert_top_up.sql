INSERT INTO top_up (account_id, amount, paid_on) VALUES (?1, ?2, ?3)
