INSERT INTO outbox (application_id, message_id, sender_name, sender, recipients, cc, subject, body, queued_at, queued_by, state)
VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, 'queued')
