DELETE FROM issuer_item WHERE issuer_id = ?1
