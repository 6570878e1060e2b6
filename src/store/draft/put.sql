INSERT INTO draft (user_id, account_id, form, object, content, changed_at) VALUES (?1, ?2, ?3, ?4, ?5, ?6)
ON CONFLICT (user_id, form, coalesce(account_id, 0), coalesce(object, ''))
DO UPDATE SET content = excluded.content, changed_at = excluded.changed_at
