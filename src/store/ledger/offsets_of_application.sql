SELECT id, bill_id, source_entry_id, source_bill_id, standing
FROM bill_offset WHERE application_id = ?1 AND standing > 0 ORDER BY id
