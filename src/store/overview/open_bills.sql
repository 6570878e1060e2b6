/*+ whole: what is open is added up for every account */
WITH open_bill AS /*+ in place */ (
    SELECT account_id, billed_on, amount - refunded - used AS remaining FROM bill
    WHERE used < amount - refunded AND paid_on IS NOT NULL AND paid_on <= ?2
)
SELECT c.id, c.code, c.name, c.kind, c.status, c.region,
    (SELECT coalesce(sum(remaining), 0) FROM open_bill b WHERE b.account_id = c.id AND b.billed_on >= ?3),
    (SELECT coalesce(sum(remaining), 0) FROM open_bill b WHERE b.account_id = c.id AND b.billed_on >= ?4 AND b.billed_on < ?3),
    (SELECT coalesce(sum(remaining), 0) FROM open_bill b WHERE b.account_id = c.id AND b.billed_on >= ?5 AND b.billed_on < ?4),
    (SELECT coalesce(sum(remaining), 0) FROM open_bill b WHERE b.account_id = c.id AND b.billed_on >= ?6 AND b.billed_on < ?5),
    (SELECT coalesce(sum(remaining), 0) FROM open_bill b WHERE b.account_id = c.id AND b.billed_on >= ?7 AND b.billed_on < ?6)
FROM account c WHERE c.issuer_id = ?1
ORDER BY c.code
