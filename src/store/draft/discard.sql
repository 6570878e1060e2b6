DELETE FROM draft
WHERE user_id = ?1 AND form = ?3 AND coalesce(account_id, 0) = coalesce(?2, 0) AND coalesce(object, '') = coalesce(?4, '')
