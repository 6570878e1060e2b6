INSERT INTO table_digest (table_name, row_count, hash, state) VALUES (?1, ?2, ?3, ?4)
ON CONFLICT (table_name) DO UPDATE SET row_count = excluded.row_count, hash = excluded.hash, state = excluded.state
