SELECT a.id, a.number, a.submitted_at,
    (SELECT e.at FROM event e WHERE e.application_id = a.id AND e.event IN ('cancelled', 'rejected', 'reversed')
        ORDER BY e.id DESC LIMIT 1),
    (SELECT e.note FROM event e WHERE e.application_id = a.id AND e.event = 'submitted' ORDER BY e.id LIMIT 1)
FROM application a WHERE a.account_id = ?1 ORDER BY a.id
