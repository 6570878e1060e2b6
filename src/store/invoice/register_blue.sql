/*+ whole: a month is printed */
SELECT 0, i.number, i.issued_on, NULL, i.net, i.tax, i.gross, i.rate, a.number, a.state, a.type, a.buyer_name
FROM invoice i /*+ in order */ JOIN application a ON a.id = i.application_id
    /*+ in order */ JOIN account c ON c.id = a.account_id
WHERE i.issued_on BETWEEN ?2 AND ?3 AND c.issuer_id = ?1
