SELECT language, cc FROM mail_preference WHERE account_id = ?1
