SELECT coalesce(sum(l.invoiced), 0)
FROM application a JOIN application_bill l ON l.application_id = a.id
WHERE a.account_id = ?1 AND a.state IN ('submitted', 'issuing', 'issued', 'delivered', 'received')
