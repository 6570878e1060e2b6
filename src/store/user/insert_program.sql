/*+ whole: what already points at a new user is looked for, and there is nothing */
INSERT INTO app_user (id, name, roles) VALUES (0, ?1, '[]')
