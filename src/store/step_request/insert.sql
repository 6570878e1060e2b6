INSERT INTO step_request (application_id, step, state, is_open, note, requested_by, requested_at, returned)
VALUES (?1, ?2, 'waiting', 1, ?3, ?4, ?5, ?6)
