/*+ whole: an invoice that comes back may be of any application that is being issued */
SELECT p.application_id, p.place, p.serial, p.gross, p.invoice_id IS NOT NULL,
    EXISTS (SELECT 1 FROM batch_line l WHERE l.planned_id = p.id AND l.ended IS NULL)
FROM planned_invoice p JOIN application a ON a.id = p.application_id
WHERE a.state = 'issuing' AND p.is_replaced = 0
ORDER BY p.application_id, p.place
