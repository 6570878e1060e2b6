SELECT n.at, u.name, n.note FROM ticket_note n JOIN app_user u ON u.id = n.user_id
WHERE n.ticket_id = ?1 ORDER BY n.id
