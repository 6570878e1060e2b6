SELECT b.id, b.used - b.amount + b.refunded, a.id,
    l.invoiced + coalesce((SELECT sum(o.standing) FROM bill_offset o
        WHERE o.application_id = l.application_id AND o.bill_id = l.bill_id), 0)
FROM bill b
JOIN application_bill l ON l.bill_id = b.id
JOIN application a ON a.id = l.application_id
WHERE b.account_id = ?1 AND b.used > b.amount - b.refunded
    AND a.state IN ('submitted', 'issuing', 'issued', 'delivered', 'received')
