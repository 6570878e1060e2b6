INSERT INTO issue_batch (issuer_id, form_id, at, user_id) VALUES (?1, ?2, ?3, ?4)
