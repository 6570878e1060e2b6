/*+ whole: an import is looked over whole before it is undone */
SELECT b.bill_no, CAST(max(r.batch_id) AS TEXT)
FROM refund r JOIN bill b ON b.id = r.bill_id
WHERE r.bill_id BETWEEN (SELECT first_bill FROM import_batch WHERE id = ?1)
        AND (SELECT last_bill FROM import_batch WHERE id = ?1)
    AND b.batch_id = ?1 AND coalesce(r.batch_id, 0) <> ?1
GROUP BY b.bill_no
UNION
SELECT b.bill_no, CAST(max(r.batch_id) AS TEXT)
FROM import_change c JOIN bill b ON b.id = c.bill_id JOIN refund r ON r.bill_id = b.id
WHERE c.batch_id = ?1 AND coalesce(r.batch_id, 0) <> ?1
GROUP BY b.bill_no
ORDER BY 1, 2 NULLS FIRST LIMIT ?2
