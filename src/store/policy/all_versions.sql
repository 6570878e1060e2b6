SELECT code, version, body FROM policy ORDER BY code, version
