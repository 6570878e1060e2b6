SELECT n.id, coalesce((SELECT sum(o.standing) FROM bill_offset o WHERE o.source_entry_id = n.id), 0)
FROM non_invoiceable n
WHERE n.account_id = ?1 AND n.amount = ?2 AND n.reason = ?3 AND n.removed = 0 ORDER BY n.id DESC
