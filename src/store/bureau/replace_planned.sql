UPDATE planned_invoice SET is_replaced = 1 WHERE id = ?1
