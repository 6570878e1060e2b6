/*+ whole: what came back in a month is counted */
SELECT count(*), coalesce(sum(i.gross), 0)
FROM invoice i JOIN application a ON a.id = i.application_id JOIN account c ON c.id = a.account_id
WHERE i.issued_on BETWEEN ?2 AND ?3 AND c.issuer_id = ?1
