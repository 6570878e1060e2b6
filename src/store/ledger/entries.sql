SELECT id, reason, amount FROM non_invoiceable WHERE account_id = ?1 AND removed = 0 ORDER BY id
