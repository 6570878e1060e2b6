SELECT number, amount FROM application
WHERE account_id = ?1 AND state IN ('submitted', 'issuing', 'issued', 'delivered', 'received') ORDER BY id
