/*+ whole: the open bills of about a month are counted for every account */
SELECT account_id, count(*), min(billed_on) FROM bill
WHERE billed_on >= ?1 AND billed_on < ?2 AND used < amount - refunded AND paid_on IS NOT NULL AND paid_on <= ?3
GROUP BY account_id
