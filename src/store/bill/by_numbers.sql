SELECT b.account_id, b.id, b.bill_no, b.kind, b.amount, b.refunded, b.opening, b.used, b.billed_on, b.due_on, b.paid_on
FROM (VALUES (?1)) AS v /*+ in order */ JOIN bill b ON b.bill_no = v.column1
