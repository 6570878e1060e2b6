SELECT id, bill_no, kind, amount, refunded, opening, used, billed_on, due_on, paid_on
FROM bill /*+ by bill_open */
WHERE account_id = ?1 AND billed_on >= ?2 AND used < amount - refunded AND paid_on IS NOT NULL AND paid_on <= ?3
ORDER BY billed_on, bill_no
