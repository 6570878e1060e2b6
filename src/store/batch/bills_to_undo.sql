SELECT account_id, id, bill_no, kind, amount, refunded, opening, used, billed_on, due_on, paid_on FROM bill
WHERE id BETWEEN (SELECT first_bill FROM import_batch WHERE id = ?1)
        AND (SELECT last_bill FROM import_batch WHERE id = ?1)
    AND batch_id = ?1 AND removed_no IS NULL
