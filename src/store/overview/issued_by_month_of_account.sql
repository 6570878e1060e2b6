SELECT substr(i.issued_on, 1, 7), sum(CASE WHEN a.type = 'enterprise_special' THEN 0 ELSE i.gross END),
    sum(CASE WHEN a.type = 'enterprise_special' THEN i.gross ELSE 0 END), count(*)
FROM application a JOIN invoice i ON i.application_id = a.id
WHERE i.issued_on >= ?1 AND i.issued_on <= ?2 AND a.state <> 'reversed' AND a.account_id = ?3
GROUP BY substr(i.issued_on, 1, 7) ORDER BY substr(i.issued_on, 1, 7)
