/*+ whole: a month is sealed */
SELECT a.id, a.number, i.code, c.code, c.name, a.type, a.submitted_on, a.amount
FROM application a /*+ in order */ JOIN account c ON c.id = a.account_id JOIN issuer i ON i.id = c.issuer_id
WHERE a.submitted_on BETWEEN ?1 AND ?2 ORDER BY a.submitted_on, a.id
