DELETE FROM mailing_address WHERE id = ?1
