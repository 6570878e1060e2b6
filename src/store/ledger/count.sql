/*+ whole: the entries that are exported are counted */
SELECT count(*) FROM non_invoiceable WHERE removed = 0
