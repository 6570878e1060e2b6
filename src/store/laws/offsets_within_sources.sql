SELECT 'N' || n.id FROM non_invoiceable n
JOIN (SELECT source_entry_id, sum(standing) AS total FROM bill_offset
    WHERE source_entry_id IS NOT NULL GROUP BY source_entry_id) o ON o.source_entry_id = n.id
WHERE o.total > n.amount
UNION ALL
SELECT b.bill_no FROM bill b
JOIN (SELECT source_bill_id, sum(standing) AS total FROM bill_offset
    WHERE source_bill_id IS NOT NULL GROUP BY source_bill_id) o ON o.source_bill_id = b.id
WHERE o.total > 0 AND o.total > b.used - b.amount + b.refunded
