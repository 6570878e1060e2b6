SELECT kind, sha256, media, name, bytes FROM evidence WHERE submission_id = ?1 ORDER BY id
