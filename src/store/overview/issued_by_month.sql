/*+ whole: the invoices of twelve months are added up */
SELECT substr(i.issued_on, 1, 7), sum(CASE WHEN a.type = 'enterprise_special' THEN 0 ELSE i.gross END),
    sum(CASE WHEN a.type = 'enterprise_special' THEN i.gross ELSE 0 END), count(*)
FROM invoice i JOIN application a ON a.id = i.application_id
WHERE i.issued_on >= ?1 AND i.issued_on <= ?2 AND a.state <> 'reversed'
GROUP BY substr(i.issued_on, 1, 7) ORDER BY substr(i.issued_on, 1, 7)
