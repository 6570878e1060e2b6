/*+ whole: a run asks for the plan of every account, in their order */
SELECT p.account_id, a.code, a.name, p.enabled, p.type, p.address_id, p.email, p.since, p.set_by
FROM recurring_plan p JOIN account a ON a.id = p.account_id
WHERE p.enabled = 1 ORDER BY a.code
