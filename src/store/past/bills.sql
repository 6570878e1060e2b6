SELECT id, bill_no, kind, amount, refunded, opening, used, billed_on, due_on, paid_on, removed_no, batch_id, version
FROM bill WHERE account_id = ?1 ORDER BY id
