SELECT a.number FROM correction c JOIN application a ON a.id = c.application_id
WHERE c.account_id = ?1 AND c.replacement_id = ?2
