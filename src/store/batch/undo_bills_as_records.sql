/*+ whole: an import is undone whole */
SELECT b.id FROM application_bill l JOIN bill b ON b.id = l.bill_id
WHERE l.bill_id BETWEEN (SELECT first_bill FROM import_batch WHERE id = ?1)
        AND (SELECT last_bill FROM import_batch WHERE id = ?1)
    AND b.batch_id = ?1 AND b.removed_no IS NULL
UNION
SELECT b.id FROM bill_offset o JOIN bill b ON b.id = o.source_bill_id
WHERE o.source_bill_id BETWEEN (SELECT first_bill FROM import_batch WHERE id = ?1)
        AND (SELECT last_bill FROM import_batch WHERE id = ?1)
    AND b.batch_id = ?1 AND b.removed_no IS NULL
ORDER BY 1
