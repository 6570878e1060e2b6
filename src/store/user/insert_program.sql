INSERT INTO app_user (id, name, roles) VALUES (0, ?1, '[]')
