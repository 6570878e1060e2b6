SELECT id, account_id, recipient, phone, region, street, postcode, is_default, version
FROM mailing_address WHERE account_id = ?1 ORDER BY is_default DESC, id
