SELECT id FROM bill_offset WHERE application_id = ?1 AND standing > 0 ORDER BY id
