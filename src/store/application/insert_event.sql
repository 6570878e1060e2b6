INSERT INTO event (application_id, at, user_id, event, note, second_person)
VALUES (?1, ?2, ?3, ?4, ?5, ?6)
