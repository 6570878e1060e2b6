SELECT count(*), coalesce(sum(opening), 0) FROM bill
WHERE account_id = ?1 AND removed_no IS NULL AND billed_on >= ?2 AND billed_on <= ?3 AND opening > 0
    AND (paid_on <= ?4 OR used > opening OR refunded > 0)
