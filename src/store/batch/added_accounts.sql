SELECT id FROM account
WHERE id BETWEEN (SELECT first_account FROM import_batch WHERE id = ?1)
        AND (SELECT last_account FROM import_batch WHERE id = ?1)
    AND batch_id = ?1
ORDER BY id
