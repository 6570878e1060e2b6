SELECT EXISTS (
    SELECT 1 FROM audit WHERE id > ?1 AND refused IS NULL AND (at < ?2 OR op IN (
        'import', 'undo_import', 'set_account_status', 'correct_bill', 'remove_bill', 'remove_refund', 'remove_non_invoiceable'
    ))
)
