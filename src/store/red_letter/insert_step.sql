INSERT INTO red_letter_step (letter_id, state, happened_at, at, user_id, note) VALUES (?1, ?2, ?3, ?4, ?5, ?6)
