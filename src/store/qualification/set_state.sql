INSERT INTO qualification (account_id, state, submitted_by, reviewed_by) VALUES (?1, ?2, ?3, ?4)
ON CONFLICT (account_id) DO UPDATE SET state = excluded.state, submitted_by = excluded.submitted_by,
    reviewed_by = excluded.reviewed_by
