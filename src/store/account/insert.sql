INSERT INTO account (issuer_id, code, name, kind, region, status, verified_name, verified_tax_id,
    address, phone, bank, bank_account, contact, mobile, email, batch_id)
VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16)
