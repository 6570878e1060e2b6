INSERT INTO invoice_info (account_id, type, name, tax_id, address, phone, bank, bank_account, saved_at, saved_by,
    changed_by)
VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?10)
ON CONFLICT (account_id, type) DO UPDATE SET name = excluded.name, tax_id = excluded.tax_id,
    address = excluded.address, phone = excluded.phone, bank = excluded.bank, bank_account = excluded.bank_account,
    saved_at = excluded.saved_at, saved_by = excluded.saved_by,
    changed_by = CASE WHEN ?11 = 1 THEN excluded.changed_by ELSE invoice_info.changed_by END, version = invoice_info.version + 1
RETURNING id
