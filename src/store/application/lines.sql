SELECT coalesce(b.removed_no, b.bill_no), b.billed_on, b.amount, l.invoiced, b.kind,
    coalesce((SELECT sum(o.amount) FROM bill_offset o
        WHERE o.application_id = l.application_id AND o.bill_id = l.bill_id), 0),
    coalesce((SELECT sum(o.amount - o.standing) FROM bill_offset o
        WHERE o.application_id = l.application_id AND o.bill_id = l.bill_id), 0)
FROM application_bill l JOIN bill b ON b.id = l.bill_id
WHERE l.application_id = ?1
ORDER BY b.billed_on, 1
