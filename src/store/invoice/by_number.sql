SELECT a.number, i.number, i.issued_on, i.net, i.tax, i.gross, i.rate
FROM invoice i JOIN application a ON a.id = i.application_id WHERE i.number = ?1
