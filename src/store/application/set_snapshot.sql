UPDATE application SET buyer_name = ?2, snapshot = ?3 WHERE id = ?1
