UPDATE mailing_address SET is_default = 0 WHERE account_id = ?1 AND is_default = 1
