UPDATE non_invoiceable SET removed = 1
WHERE id BETWEEN (SELECT first_entry FROM import_batch WHERE id = ?1)
        AND (SELECT last_entry FROM import_batch WHERE id = ?1)
    AND batch_id = ?1 AND removed = 0 AND EXISTS (SELECT 1 FROM bill_offset o WHERE o.source_entry_id = non_invoiceable.id)
