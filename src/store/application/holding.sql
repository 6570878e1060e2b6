SELECT a.id FROM application_bill l JOIN application a ON a.id = l.application_id
WHERE l.bill_id = ?1 AND a.state IN ('submitted', 'issuing', 'issued', 'delivered', 'received')
ORDER BY a.id
