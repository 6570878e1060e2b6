SELECT c.bill_id, c.batch_id, c.was
FROM bill b JOIN import_change c ON c.bill_id = b.id
WHERE b.account_id = ?1
ORDER BY c.id
