INSERT INTO reversal (application_id, red_number, reason, reversed_on) VALUES (?1, ?2, ?3, ?4)
