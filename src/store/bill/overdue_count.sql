SELECT count(*) FROM bill
WHERE account_id = ?1 AND removed_no IS NULL AND due_on < ?2 AND (paid_on IS NULL OR paid_on > due_on)
    AND (paid_on IS NULL OR paid_on > ?2)
