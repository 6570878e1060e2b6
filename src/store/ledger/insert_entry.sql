INSERT INTO non_invoiceable (account_id, amount, reason, note, entered_at, entered_by, batch_id)
VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)
