SELECT EXISTS (
    SELECT 1 FROM bill b WHERE b.account_id = ?1 AND b.used <> b.opening + (
        SELECT coalesce(sum(t.invoiced), 0) FROM application_bill t JOIN application a ON a.id = t.application_id
        WHERE t.bill_id = b.id AND a.state NOT IN ('cancelled', 'rejected', 'reversed')
    ) + (SELECT coalesce(sum(o.standing), 0) FROM bill_offset o WHERE o.bill_id = b.id)
)
