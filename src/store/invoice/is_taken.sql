SELECT EXISTS (SELECT 1 FROM invoice WHERE number = ?1) OR EXISTS (SELECT 1 FROM reversal WHERE red_number = ?1)
