INSERT INTO event (application_id, at, user_id, event, note, second_person, also_by)
VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)
