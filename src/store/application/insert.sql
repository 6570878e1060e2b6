INSERT INTO application (number, account_id, state, type, amount, submitted_at, submitted_on, due_on,
    due_assumes_year, policy, policy_version, buyer_name, snapshot)
VALUES (?1, ?2, 'submitted', ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12)
