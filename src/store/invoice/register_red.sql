/*+ whole: a month is printed */
SELECT 1, r.red_number, r.reversed_on, i.number, i.net, i.tax, i.gross, i.rate, a.number, a.state, a.type, a.buyer_name
FROM reversal r /*+ in order */ JOIN application a ON a.id = r.application_id
    /*+ in order */ JOIN account c ON c.id = a.account_id LEFT JOIN invoice i ON i.id = r.invoice_id
WHERE r.reversed_on BETWEEN ?2 AND ?3 AND c.issuer_id = ?1
