SELECT amount, refunded_on, reason FROM refund WHERE bill_id = ?1 ORDER BY id
