SELECT EXISTS (SELECT 1 FROM tax_code), EXISTS (SELECT 1 FROM tax_code WHERE code = ?1),
    EXISTS (SELECT 1 FROM tax_code WHERE code > ?1 AND code < ?2)
