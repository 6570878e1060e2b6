SELECT id, reason, amount FROM non_invoiceable WHERE account_id = ?1 ORDER BY id
