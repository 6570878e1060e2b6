DELETE FROM sign_in_failure WHERE user_id = ?1
