SELECT id, bill_no, kind, amount, refunded, opening, used, billed_on, due_on, paid_on
FROM bill WHERE account_id = ?1 AND removed_no IS NULL AND (billed_on, bill_no) > (?2, ?3)
ORDER BY billed_on, bill_no LIMIT ?4
