SELECT i.id, i.type, i.name, i.tax_id, su.name, i.address, i.phone, i.bank, i.bank_account, i.saved_at, u.name, i.version, i.changed_by
FROM invoice_info i JOIN app_user u ON u.id = i.saved_by
LEFT JOIN tax_id_seen s ON s.tax_id = i.tax_id LEFT JOIN app_user su ON su.id = s.seen_by
WHERE i.account_id = ?1 ORDER BY i.id
