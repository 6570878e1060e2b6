SELECT a.number, i.number, i.issued_on, i.net, i.tax, i.gross, i.rate
FROM reversal r JOIN invoice i ON i.id = r.invoice_id JOIN application a ON a.id = i.application_id
WHERE r.red_number = ?1
