INSERT INTO issuer (code, name, policy, tax_id, address, phone, bank, bank_account, max_invoice_amount, taxpayer,
    full_rate_reason)
VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11)
