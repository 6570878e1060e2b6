DELETE FROM refund WHERE id = ?1
