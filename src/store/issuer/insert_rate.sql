INSERT INTO issuer_item_rate (issuer_id, place, from_on, rate) VALUES (?1, ?2, ?3, ?4)
