SELECT max(id) FROM refund WHERE bill_id = ?1 AND amount = ?2 AND refunded_on = ?3
