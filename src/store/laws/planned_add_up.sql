SELECT a.number FROM planned_invoice p JOIN application a ON a.id = p.application_id
WHERE p.is_replaced = 0
GROUP BY a.id HAVING sum(p.gross) <> a.amount
UNION
SELECT a.number FROM planned_invoice p JOIN application a ON a.id = p.application_id
LEFT JOIN invoice i ON i.id = p.invoice_id
WHERE p.serial <> a.number || '-' || p.place OR i.application_id <> a.id OR i.gross <> p.gross
