SELECT id, account_id, recipient, phone, region, street, postcode, is_default, version
FROM mailing_address WHERE id = ?1
