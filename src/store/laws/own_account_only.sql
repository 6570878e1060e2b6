SELECT a.number FROM application_bill l
JOIN application a ON a.id = l.application_id JOIN bill b ON b.id = l.bill_id
WHERE b.account_id <> a.account_id
UNION
SELECT a.number FROM bill_offset o
JOIN application a ON a.id = o.application_id
LEFT JOIN bill b ON b.id = o.bill_id
LEFT JOIN bill s ON s.id = o.source_bill_id
LEFT JOIN non_invoiceable n ON n.id = o.source_entry_id
WHERE b.account_id <> a.account_id OR coalesce(s.account_id, n.account_id) <> a.account_id
UNION
SELECT a.number FROM recurring_run r JOIN application a ON a.id = r.application_id
WHERE r.account_id <> a.account_id
