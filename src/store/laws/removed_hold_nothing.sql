SELECT b.removed_no FROM bill b
WHERE b.removed_no IS NOT NULL AND (
    b.paid_on IS NOT NULL OR b.used <> 0 OR b.refunded <> 0 OR b.opening <> 0
    OR EXISTS (SELECT 1 FROM refund r WHERE r.bill_id = b.id)
    OR EXISTS (
        SELECT 1 FROM application_bill l JOIN application a ON a.id = l.application_id
        WHERE l.bill_id = b.id AND a.state NOT IN ('cancelled', 'rejected')
    )
)
UNION ALL
SELECT 'N' || n.id FROM non_invoiceable n
WHERE n.removed = 1
    AND EXISTS (SELECT 1 FROM bill_offset o WHERE o.source_entry_id = n.id AND o.standing > 0)
