SELECT DISTINCT b.account_id FROM refund r JOIN bill b ON b.id = r.bill_id
WHERE r.id BETWEEN (SELECT first_refund FROM import_batch WHERE id = ?1)
        AND (SELECT last_refund FROM import_batch WHERE id = ?1)
    AND r.batch_id = ?1 AND coalesce(b.batch_id, 0) <> ?1
ORDER BY b.account_id
