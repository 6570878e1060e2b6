SELECT a.number, a.state, a.submitted_on, l.invoiced,
    coalesce((SELECT sum(o.amount) FROM bill_offset o
        WHERE o.application_id = l.application_id AND o.bill_id = l.bill_id), 0),
    coalesce((SELECT sum(o.standing) FROM bill_offset o
        WHERE o.application_id = l.application_id AND o.bill_id = l.bill_id), 0)
FROM application_bill l JOIN application a ON a.id = l.application_id
WHERE l.bill_id = ?1
ORDER BY a.id
