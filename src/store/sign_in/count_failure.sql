INSERT INTO sign_in_failure (user_id, count, last_at) VALUES (?1, 1, ?2)
ON CONFLICT (user_id) DO UPDATE SET count = sign_in_failure.count + 1, last_at = excluded.last_at
RETURNING count
