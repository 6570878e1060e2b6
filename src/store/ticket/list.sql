SELECT t.id, t.account_id, c.code, c.name, c.kind, c.status, t.application_id, a.number, t.rule, t.state, t.opened_at,
    u.name, (SELECT count(*) FROM ticket_note n WHERE n.ticket_id = t.id),
    (SELECT n.note FROM ticket_note n WHERE n.ticket_id = t.id ORDER BY n.id DESC LIMIT 1)
FROM ticket t
JOIN account c ON c.id = t.account_id
JOIN app_user u ON u.id = t.opened_by
LEFT JOIN application a ON a.id = t.application_id
