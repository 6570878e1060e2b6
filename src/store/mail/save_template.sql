INSERT INTO mail_template (issuer_id, language, subject, body) VALUES (?1, ?2, ?3, ?4)
ON CONFLICT (issuer_id, language) DO UPDATE SET subject = excluded.subject, body = excluded.body
