SELECT b.bill_no FROM bill b
LEFT JOIN (SELECT bill_id, sum(amount) AS total FROM refund GROUP BY bill_id) r ON r.bill_id = b.id
WHERE b.refunded <> coalesce(r.total, 0)
