/*+ whole: an import is looked over whole before it is undone */
SELECT DISTINCT coalesce(b.removed_no, b.bill_no), a.number
FROM application_bill l JOIN bill b ON b.id = l.bill_id JOIN application a ON a.id = l.application_id
WHERE l.bill_id BETWEEN (SELECT first_bill FROM import_batch WHERE id = ?1)
        AND (SELECT last_bill FROM import_batch WHERE id = ?1)
    AND b.batch_id = ?1 AND a.state NOT IN ('cancelled', 'rejected')
UNION
SELECT b.bill_no, a.number
FROM import_change c JOIN bill b ON b.id = c.bill_id JOIN application_bill l ON l.bill_id = b.id
JOIN application a ON a.id = l.application_id
WHERE c.batch_id = ?1 AND a.state NOT IN ('cancelled', 'rejected')
ORDER BY 1, 2 LIMIT ?2
