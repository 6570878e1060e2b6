SELECT id, bill_no, kind, amount, refunded, opening, used, billed_on, due_on, paid_on
FROM bill /*+ by bill_deficit */ WHERE account_id = ?1 AND used > amount - refunded
