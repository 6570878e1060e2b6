SELECT r.id, a.number, r.step, r.state, r.is_open, r.note, ru.name, r.requested_by, r.requested_at, eu.name, r.ended_at, r.reason,
    r.returned
FROM step_request r
JOIN application a ON a.id = r.application_id
JOIN app_user ru ON ru.id = r.requested_by
LEFT JOIN app_user eu ON eu.id = r.ended_by
WHERE r.application_id = ?1 ORDER BY r.id DESC
