SELECT n.id, n.reason, n.amount, n.note, n.entered_at, u.name
FROM non_invoiceable n JOIN app_user u ON u.id = n.entered_by
WHERE n.account_id = ?1 ORDER BY n.id
