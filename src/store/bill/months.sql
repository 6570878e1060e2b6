SELECT month, bills, opening, unpaid, owing, owed, open, amount, refunded, used, last_paid_on
FROM bill_month WHERE account_id = ?1 ORDER BY month
