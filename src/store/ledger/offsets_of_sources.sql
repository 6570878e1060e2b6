SELECT o.id, o.bill_id, o.source_entry_id, o.source_bill_id, o.standing
FROM non_invoiceable n JOIN bill_offset o ON o.source_entry_id = n.id
WHERE n.account_id = ?1 AND o.standing > 0
UNION ALL
SELECT o.id, o.bill_id, o.source_entry_id, o.source_bill_id, o.standing
FROM bill b JOIN bill_offset o ON o.source_bill_id = b.id
WHERE b.account_id = ?1 AND b.used > b.amount - b.refunded AND o.standing > 0
ORDER BY 1
