SELECT count(*) FROM recurring_plan p JOIN account a ON a.id = p.account_id JOIN issuer i ON i.id = a.issuer_id
WHERE p.enabled = 1 AND i.policy = ?1 AND p.since <= ?2
    AND NOT EXISTS (SELECT 1 FROM recurring_run r WHERE r.account_id = p.account_id AND r.month = ?3)
