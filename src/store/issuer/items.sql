SELECT place, name, short_name, tax_code FROM issuer_item WHERE issuer_id = ?1 ORDER BY place
