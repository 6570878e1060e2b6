INSERT INTO bill (bill_no, account_id, kind, amount, billed_on, due_on, paid_on, item, opening, used, batch_id)
VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?9, ?10)
