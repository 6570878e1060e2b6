SELECT DISTINCT b.bill_no FROM application_bill l
JOIN application a ON a.id = l.application_id JOIN bill b ON b.id = l.bill_id
WHERE (b.paid_on IS NULL OR b.paid_on > a.submitted_on) AND a.state NOT IN ('cancelled', 'rejected')
