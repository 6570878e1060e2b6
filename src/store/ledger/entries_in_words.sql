SELECT n.id, n.reason, n.amount, n.note, n.entered_at, u.name
FROM non_invoiceable n JOIN app_user u ON u.id = n.entered_by
WHERE n.account_id = ?1 AND n.removed = 0 ORDER BY n.id
