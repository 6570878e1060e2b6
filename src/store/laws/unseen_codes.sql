SELECT code FROM (SELECT verified_tax_id AS code FROM account UNION SELECT tax_id FROM invoice_info) known
WHERE length(code) = 18 AND code NOT IN (SELECT tax_id FROM tax_id_seen)
ORDER BY code
