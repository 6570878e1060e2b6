SELECT body FROM policy WHERE code = ?1 AND version = ?2
