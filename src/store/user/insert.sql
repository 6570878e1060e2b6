/*+ whole: what already points at a new user is looked for, and there is nothing */
INSERT INTO app_user (name, roles) VALUES (?1, ?2)
