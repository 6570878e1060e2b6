SELECT a.code, NULL FROM account a
WHERE a.id BETWEEN (SELECT first_account FROM import_batch WHERE id = ?1)
        AND (SELECT last_account FROM import_batch WHERE id = ?1)
    AND a.batch_id = ?1 AND EXISTS (SELECT 1 FROM qualification t WHERE t.account_id = a.id)
ORDER BY 1 LIMIT ?2
