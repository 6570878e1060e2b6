/*+ whole: there are few users, and of each one entry is looked for */
SELECT u.name FROM app_user u WHERE EXISTS (SELECT 1 FROM audit a WHERE a.user_id = u.id) ORDER BY u.name
