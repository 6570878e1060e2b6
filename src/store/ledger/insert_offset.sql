INSERT INTO bill_offset (application_id, bill_id, source_entry_id, source_bill_id, amount, standing)
VALUES (?1, ?2, ?3, ?4, ?5, ?5)
