/*+ whole: an import is looked over whole before it is undone */
SELECT 'N' || n.id, a.number
FROM bill_offset o JOIN non_invoiceable n ON n.id = o.source_entry_id JOIN application a ON a.id = o.application_id
WHERE o.source_entry_id BETWEEN (SELECT first_entry FROM import_batch WHERE id = ?1)
        AND (SELECT last_entry FROM import_batch WHERE id = ?1)
    AND n.batch_id = ?1 AND a.state NOT IN ('cancelled', 'rejected')
UNION
SELECT b.bill_no, a.number
FROM bill_offset o JOIN bill b ON b.id = o.source_bill_id JOIN application a ON a.id = o.application_id
WHERE o.source_bill_id BETWEEN (SELECT first_bill FROM import_batch WHERE id = ?1)
        AND (SELECT last_bill FROM import_batch WHERE id = ?1)
    AND b.batch_id = ?1 AND a.state NOT IN ('cancelled', 'rejected')
UNION
SELECT b.bill_no, a.number
FROM (
    SELECT bill_id, sum(amount) AS refunded FROM refund
    WHERE id BETWEEN (SELECT first_refund FROM import_batch WHERE id = ?1)
            AND (SELECT last_refund FROM import_batch WHERE id = ?1)
        AND batch_id = ?1
    GROUP BY bill_id
) r JOIN bill b ON b.id = r.bill_id
JOIN bill_offset o ON o.source_bill_id = b.id JOIN application a ON a.id = o.application_id
WHERE o.standing > 0
    AND (SELECT sum(s.standing) FROM bill_offset s WHERE s.source_bill_id = b.id)
        > b.used - b.amount + b.refunded - r.refunded
ORDER BY 1, 2 LIMIT ?2
