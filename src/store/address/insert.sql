INSERT INTO mailing_address (account_id, recipient, phone, region, street, postcode, is_default)
VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)
