INSERT INTO correction (application_id, account_id, state, reason, changes, requested_at, requested_on, requested_by)
VALUES (?1, ?2, 'requested', ?3, ?4, ?5, ?6, ?7)
