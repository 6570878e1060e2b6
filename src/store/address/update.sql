UPDATE mailing_address SET recipient = ?2, phone = ?3, region = ?4, street = ?5, postcode = ?6, is_default = ?7,
    version = version + 1
WHERE id = ?1
