SELECT b.bill_no FROM bill b
LEFT JOIN (
    SELECT l.bill_id, sum(l.invoiced) AS total
    FROM application_bill l JOIN application a ON a.id = l.application_id
    WHERE a.state IN ('submitted', 'issuing', 'issued', 'delivered', 'received')
    GROUP BY l.bill_id
) i ON i.bill_id = b.id
LEFT JOIN (SELECT bill_id, sum(standing) AS total FROM bill_offset GROUP BY bill_id) o ON o.bill_id = b.id
WHERE b.used <> b.opening + coalesce(i.total, 0) + coalesce(o.total, 0)
