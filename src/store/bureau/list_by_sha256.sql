SELECT id FROM refusal_list WHERE sha256 = ?1
