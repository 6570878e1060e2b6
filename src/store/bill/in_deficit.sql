SELECT id, bill_no, kind, amount, refunded, opening, used, billed_on, due_on, paid_on
FROM bill WHERE account_id = ?1 AND used > amount - refunded ORDER BY billed_on, bill_no
