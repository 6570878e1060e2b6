UPDATE import_batch SET state = 'imported', read = ?2, added = ?3, changed = ?4, unchanged = ?5, refused = ?6,
    amount = ?7, refunded = ?8, opening = ?9,
    last_account = coalesce((SELECT id FROM account ORDER BY id DESC LIMIT 1), 0),
    last_bill = coalesce((SELECT id FROM bill ORDER BY id DESC LIMIT 1), 0),
    last_refund = coalesce((SELECT id FROM refund ORDER BY id DESC LIMIT 1), 0),
    last_entry = coalesce((SELECT id FROM non_invoiceable ORDER BY id DESC LIMIT 1), 0)
WHERE id = ?1
