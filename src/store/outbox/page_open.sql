SELECT o.id, o.application_id, a.number, o.message_id, o.sender_name, o.sender, o.recipients, o.cc, o.subject, o.body,
    o.queued_at, u.name, o.state, o.tries, o.tried_at, o.is_begun, o.again_at, o.sha256, o.why, o.answer, d.name
FROM outbox o /*+ by outbox_open */ /*+ in order */ JOIN application a ON a.id = o.application_id
/*+ in order */ JOIN app_user u ON u.id = o.queued_by LEFT JOIN app_user d ON d.id = o.decided_by
WHERE o.state NOT IN ('sent', 'discarded') AND o.id < ?1 ORDER BY o.id DESC LIMIT ?2
