DELETE FROM mail_template WHERE issuer_id = ?1 AND language = ?2
