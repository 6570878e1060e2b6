SELECT s.state, s.happened_at, s.at, u.name, s.note
FROM red_letter_step s JOIN app_user u ON u.id = s.user_id WHERE s.letter_id = ?1 ORDER BY s.id
