SELECT table_name, row_count, hash FROM table_digest ORDER BY table_name
