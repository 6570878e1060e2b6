-- Most numbers that are new come behind all that are there, and are not looked for one by one.
SELECT b.account_id, b.id, b.bill_no, b.kind, b.amount, b.refunded, b.opening, b.used, b.billed_on, b.due_on, b.paid_on
FROM (VALUES (?1)) AS v /*+ in order */ JOIN bill b ON b.bill_no = v.column1
WHERE v.column1 <= (SELECT bill_no FROM bill ORDER BY bill_no DESC LIMIT 1)
