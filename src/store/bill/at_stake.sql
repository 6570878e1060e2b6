SELECT id, bill_no, kind, amount, refunded, opening, used, billed_on, due_on, paid_on
FROM bill WHERE removed_no IS NULL AND id IN (
    SELECT bill_id FROM application_bill WHERE application_id = ?2
    UNION SELECT id FROM bill WHERE account_id = ?1 AND used > amount - refunded
    UNION SELECT o.source_bill_id FROM application a JOIN bill_offset o ON o.application_id = a.id
    WHERE a.account_id = ?1 AND o.standing > 0 AND o.source_bill_id IS NOT NULL
    UNION SELECT o.bill_id FROM application a JOIN bill_offset o ON o.application_id = a.id
    WHERE a.account_id = ?1 AND o.standing > 0 AND o.source_bill_id IS NOT NULL
)
