INSERT INTO submission (account_id, state, info, submitted_at, submitted_on, submitted_by, due_on, due_assumes_year,
    changed_by)
VALUES (?1, 'pending', ?2, ?3, ?4, ?5, ?6, ?7, ?8)
