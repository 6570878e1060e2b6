SELECT o.application_id, o.id, o.bill_id, o.source_entry_id, o.source_bill_id, o.amount
FROM application a JOIN bill_offset o ON o.application_id = a.id
WHERE a.account_id = ?1 ORDER BY o.id
