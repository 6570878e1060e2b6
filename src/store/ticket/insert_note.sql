INSERT INTO ticket_note (ticket_id, at, user_id, note) VALUES (?1, ?2, ?3, ?4)
