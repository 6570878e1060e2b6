DELETE FROM non_invoiceable
WHERE id BETWEEN (SELECT first_entry FROM import_batch WHERE id = ?1)
        AND (SELECT last_entry FROM import_batch WHERE id = ?1)
    AND batch_id = ?1 AND removed = 0
