/*+ whole: what is unpaid is gone through for the accounts that it blocks */
SELECT b.account_id, min(b.due_on) FROM bill b
WHERE (b.paid_on IS NULL OR b.paid_on > b.due_on) AND b.due_on < ?1 AND (b.paid_on IS NULL OR b.paid_on > ?1)
GROUP BY b.account_id
