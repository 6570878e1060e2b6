SELECT e.at, u.name, e.event, e.note
FROM event e JOIN app_user u ON u.id = e.user_id
WHERE e.application_id = ?1 ORDER BY e.id
