INSERT INTO mail_preference (account_id, language, cc) VALUES (?1, ?2, ?3)
ON CONFLICT (account_id) DO UPDATE SET language = excluded.language, cc = excluded.cc
