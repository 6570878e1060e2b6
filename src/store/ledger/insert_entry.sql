INSERT INTO non_invoiceable (account_id, amount, reason, note, entered_at, entered_by)
VALUES (?1, ?2, ?3, ?4, ?5, ?6)
