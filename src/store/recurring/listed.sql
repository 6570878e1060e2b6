/*+ whole: the list of plans has that of every account, in their order */
SELECT p.account_id, a.code, a.name, p.enabled, p.type, p.address_id, p.email, p.since, p.set_by, a.kind, a.status, i.policy
FROM recurring_plan p JOIN account a ON a.id = p.account_id JOIN issuer i ON i.id = a.issuer_id
WHERE p.account_id = ?1 OR ?1 IS NULL
ORDER BY a.code
