SELECT a.number FROM application a
WHERE a.amount <> (SELECT coalesce(sum(l.invoiced), 0) FROM application_bill l WHERE l.application_id = a.id)
