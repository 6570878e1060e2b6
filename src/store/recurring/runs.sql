/*+ whole: the runs of a month are shown; a plan has one a month */
SELECT r.account_id, a.code, a.name, r.month, p.number, p.amount, r.rule, r.at
FROM recurring_run r JOIN account a ON a.id = r.account_id LEFT JOIN application p ON p.id = r.application_id
WHERE (r.month = ?1 OR ?1 IS NULL) AND (r.account_id = ?2 OR ?2 IS NULL)
ORDER BY r.month DESC, a.code
