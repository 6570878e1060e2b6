SELECT r.bill_id, r.amount, r.batch_id
FROM bill b JOIN refund r ON r.bill_id = b.id
WHERE b.account_id = ?1 AND r.batch_id IS NOT NULL
ORDER BY r.id
