INSERT INTO refund (bill_id, amount, refunded_on, reason) VALUES (?1, ?2, ?3, ?4)
