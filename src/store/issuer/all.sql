SELECT id, code, name, policy, tax_id, address, phone, bank, bank_account, max_invoice_amount, taxpayer,
    full_rate_reason, version
FROM issuer ORDER BY id
