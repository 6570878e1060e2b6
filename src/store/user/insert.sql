INSERT INTO app_user (name, roles) VALUES (?1, ?2)
