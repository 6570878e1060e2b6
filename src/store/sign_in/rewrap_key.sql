UPDATE signing_key SET wrapped = ?2, salt = ?3 WHERE public = ?1
