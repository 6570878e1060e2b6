SELECT public, wrapped, salt FROM signing_key
WHERE user_id = ?1 AND wrapped IS NOT NULL AND salt IS NOT NULL
ORDER BY id DESC LIMIT 1
