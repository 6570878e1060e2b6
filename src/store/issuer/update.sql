UPDATE issuer SET name = ?2, policy = ?3, tax_id = ?4, address = ?5, phone = ?6, bank = ?7, bank_account = ?8,
    max_invoice_amount = ?9, taxpayer = ?10, full_rate_reason = ?11, version = version + 1
WHERE id = ?1
