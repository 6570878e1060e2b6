INSERT INTO tax_code (code, name) VALUES (?1, ?2) ON CONFLICT (code) DO UPDATE SET name = ?2 WHERE tax_code.name <> ?2
