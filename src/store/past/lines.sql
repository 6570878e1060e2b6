SELECT l.application_id, l.bill_id, l.invoiced
FROM application a JOIN application_bill l ON l.application_id = a.id
WHERE a.account_id = ?1 ORDER BY l.application_id, l.bill_id
