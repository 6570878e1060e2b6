SELECT id, sha256, name, shape FROM bureau_form WHERE sha256 = ?1
