UPDATE account SET name = ?2, kind = ?3, region = ?4, status = ?5, verified_name = ?6, verified_tax_id = ?7,
    address = ?8, phone = ?9, bank = ?10, bank_account = ?11, contact = ?12, mobile = ?13, email = ?14,
    version = version + 1
WHERE id = ?1
