/*+ whole: the ledger is added up; a person wrote each entry */
SELECT s.account_id, sum(s.amount) FROM (
    SELECT n.account_id,
        n.amount - coalesce((SELECT sum(o.standing) FROM bill_offset o WHERE o.source_entry_id = n.id), 0) AS amount
    FROM non_invoiceable n WHERE n.removed = 0
    UNION ALL
    SELECT b.account_id, b.used - (b.amount - b.refunded)
        - coalesce((SELECT sum(o.standing) FROM bill_offset o WHERE o.source_bill_id = b.id), 0)
    FROM bill b WHERE b.used > b.amount - b.refunded
) s
GROUP BY s.account_id
