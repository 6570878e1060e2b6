SELECT count(*) FROM non_invoiceable WHERE removed = 0
