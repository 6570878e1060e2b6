SELECT c.id, c.application_id, a.number,
    CASE WHEN c.state = 'requested' AND a.state = 'reversed' THEN 'lapsed' ELSE c.state END, c.reason, c.changes, c.requested_at, c.requested_on, ru.name, c.requested_by,
    c.decided_at, du.name, c.decision, r.number
FROM correction c
JOIN application a ON a.id = c.application_id
JOIN app_user ru ON ru.id = c.requested_by
LEFT JOIN app_user du ON du.id = c.decided_by
LEFT JOIN application r ON r.id = c.replacement_id
WHERE c.application_id = ?1 ORDER BY c.id DESC
