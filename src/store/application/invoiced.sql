SELECT bill_id, invoiced FROM application_bill WHERE application_id = ?1
ORDER BY bill_id
