DELETE FROM non_invoiceable WHERE id = ?1
