UPDATE bill SET used = used + ?2 WHERE id = ?1
RETURNING account_id, id, bill_no, kind, amount, refunded, opening, used, billed_on, due_on, paid_on
