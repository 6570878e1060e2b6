/*+ whole: an import is looked over whole before it is undone */
SELECT b.bill_no, (SELECT CAST(max(c.batch_id) AS TEXT) FROM import_change c WHERE c.bill_id = b.id AND c.batch_id > ?1)
FROM bill b
WHERE b.id BETWEEN (SELECT first_bill FROM import_batch WHERE id = ?1)
        AND (SELECT last_bill FROM import_batch WHERE id = ?1)
    AND b.batch_id = ?1 AND b.version <> 1 AND b.removed_no IS NULL
UNION
SELECT b.bill_no, (SELECT CAST(max(l.batch_id) AS TEXT) FROM import_change l WHERE l.bill_id = b.id AND l.batch_id > ?1)
FROM import_change c JOIN bill b ON b.id = c.bill_id
WHERE c.batch_id = ?1 AND b.removed_no IS NULL
GROUP BY b.id, b.bill_no, b.version HAVING max(c.version) <> b.version
ORDER BY 1, 2 NULLS FIRST LIMIT ?2
