SELECT p.id, p.place, p.serial, p.gross, (SELECT i.number FROM invoice i WHERE i.id = p.invoice_id),
    EXISTS (SELECT 1 FROM batch_line l WHERE l.planned_id = p.id AND l.ended IS NULL)
FROM planned_invoice p WHERE p.application_id = ?1 AND p.is_replaced = 0
ORDER BY p.place
