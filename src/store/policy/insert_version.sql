INSERT INTO policy_version (code, version, copied_from, copied_version, made_at, made_by)
VALUES (?1, ?2, ?3, ?4, ?5, ?6)
