DELETE FROM table_digest
