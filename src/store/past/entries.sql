SELECT id, reason, amount, entered_at, removed FROM non_invoiceable WHERE account_id = ?1 ORDER BY id
