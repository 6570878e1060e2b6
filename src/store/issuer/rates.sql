SELECT place, from_on, rate FROM issuer_item_rate WHERE issuer_id = ?1 ORDER BY place, from_on
