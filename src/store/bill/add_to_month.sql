INSERT INTO bill_month (account_id, month, bills, opening, unpaid, owing, owed, open, amount, refunded, used, last_paid_on)
VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12)
ON CONFLICT (account_id, month) DO UPDATE SET
    bills = bill_month.bills + excluded.bills, opening = bill_month.opening + excluded.opening,
    unpaid = bill_month.unpaid + excluded.unpaid, owing = bill_month.owing + excluded.owing,
    owed = bill_month.owed + excluded.owed, open = bill_month.open + excluded.open,
    amount = bill_month.amount + excluded.amount, refunded = bill_month.refunded + excluded.refunded,
    used = bill_month.used + excluded.used,
    last_paid_on = CASE WHEN bill_month.last_paid_on > excluded.last_paid_on THEN bill_month.last_paid_on
        ELSE coalesce(excluded.last_paid_on, bill_month.last_paid_on) END
