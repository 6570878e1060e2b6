UPDATE bill SET used = bill.used + v.column2 FROM (VALUES (?1, ?2)) AS v WHERE bill.id = v.column1
RETURNING account_id, id, bill_no, kind, amount, refunded, opening, used, billed_on, due_on, paid_on
