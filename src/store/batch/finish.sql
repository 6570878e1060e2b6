UPDATE import_batch SET state = 'imported', read = ?2, added = ?3, changed = ?4, unchanged = ?5, refused = ?6,
    amount = ?7, refunded = ?8, opening = ?9,
    last_account = coalesce((SELECT max(id) FROM account), 0), last_bill = coalesce((SELECT max(id) FROM bill), 0),
    last_refund = coalesce((SELECT max(id) FROM refund), 0),
    last_entry = coalesce((SELECT max(id) FROM non_invoiceable), 0)
WHERE id = ?1
