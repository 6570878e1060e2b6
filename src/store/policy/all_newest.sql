SELECT p.body FROM policy p
WHERE p.version = (SELECT max(other.version) FROM policy other WHERE other.code = p.code)
ORDER BY EXISTS (SELECT 1 FROM policy_version v WHERE v.code = p.code), p.code DESC
