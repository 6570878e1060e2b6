SELECT bill_id, sum(amount) FROM refund
WHERE id BETWEEN (SELECT first_refund FROM import_batch WHERE id = ?1)
        AND (SELECT last_refund FROM import_batch WHERE id = ?1)
    AND batch_id = ?1
GROUP BY bill_id
ORDER BY bill_id
