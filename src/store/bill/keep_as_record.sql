UPDATE bill SET removed_no = bill_no, bill_no = ?2 || id, paid_on = NULL, due_on = '9999-12-31',
    used = used - opening, opening = 0
WHERE id = ?1 AND removed_no IS NULL AND (
    EXISTS (SELECT 1 FROM application_bill l WHERE l.bill_id = bill.id)
    OR EXISTS (SELECT 1 FROM bill_offset o WHERE o.source_bill_id = bill.id)
    OR EXISTS (SELECT 1 FROM import_change c WHERE c.bill_id = bill.id)
)
