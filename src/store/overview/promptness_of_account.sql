SELECT p.month, p.due_on, p.delivered_day, count(*) FROM (
    SELECT substr(i.issued_on, 1, 7) AS month, a.due_on AS due_on,
    CASE WHEN a.state IN ('delivered', 'received') THEN (
        SELECT (max(e.at) + 28800000) / 86400000 FROM event e WHERE e.application_id = a.id AND e.event = 'delivered'
    ) END AS delivered_day
    FROM application a JOIN invoice i ON i.application_id = a.id
    WHERE i.issued_on >= ?1 AND i.issued_on <= ?2 AND a.state <> 'reversed' AND a.account_id = ?3 AND NOT EXISTS (
        SELECT 1 FROM invoice j WHERE j.application_id = a.id AND (j.issued_on, j.id) < (i.issued_on, i.id))
) p
GROUP BY p.month, p.due_on, p.delivered_day
