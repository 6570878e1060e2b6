UPDATE bill SET bill_no = ?2, account_id = ?3, kind = ?4, amount = ?5, billed_on = ?6, due_on = ?7, paid_on = ?8,
    item = ?9, used = used - opening + ?10, opening = ?10, version = version + 1
WHERE id = ?1
