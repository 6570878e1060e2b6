UPDATE non_invoiceable SET removed = 1
WHERE id = ?1 AND EXISTS (SELECT 1 FROM bill_offset o WHERE o.source_entry_id = non_invoiceable.id)
