SELECT id, code, name, policy, tax_id, address, phone, bank, bank_account, max_invoice_amount, version
FROM issuer WHERE code = ?1
