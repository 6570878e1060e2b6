INSERT INTO issuer_item (issuer_id, place, name, short_name, tax_code) VALUES (?1, ?2, ?3, ?4, ?5)
