/*+ whole: a month's invoices are gone through */
SELECT a.due_on, CASE WHEN a.state IN ('delivered', 'received') THEN
    (SELECT max(e.at) FROM event e WHERE e.application_id = a.id AND e.event = 'delivered')
END
FROM application a
WHERE a.id IN (SELECT i.application_id FROM invoice i WHERE i.issued_on >= ?1 AND i.issued_on <= ?2)
    AND a.state <> 'reversed' AND (?3 IS NULL OR a.account_id = ?3)
