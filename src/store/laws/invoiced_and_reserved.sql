SELECT a.account_id, sum(l.invoiced)
FROM application a JOIN application_bill l ON l.application_id = a.id
WHERE a.state IN ('submitted', 'issuing', 'issued', 'delivered', 'received')
GROUP BY a.account_id
