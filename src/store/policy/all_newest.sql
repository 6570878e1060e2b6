SELECT p.body FROM policy p
WHERE p.version = (SELECT max(other.version) FROM policy other WHERE other.code = p.code)
ORDER BY p.code DESC
