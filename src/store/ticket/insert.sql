INSERT INTO ticket (account_id, application_id, rule, state, opened_at, opened_by)
VALUES (?1, ?2, ?3, 'open', ?4, ?5)
