SELECT row_count, hash, state FROM table_digest WHERE table_name = ?1
