SELECT a.number, a.state FROM application_bill l JOIN application a ON a.id = l.application_id WHERE l.bill_id = ?1
UNION
SELECT a.number, a.state FROM bill_offset o JOIN application a ON a.id = o.application_id WHERE o.source_bill_id = ?1
ORDER BY 1
