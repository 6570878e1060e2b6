INSERT INTO refund (bill_id, amount, refunded_on, reason, batch_id) VALUES (?1, ?2, ?3, ?4, ?5)
