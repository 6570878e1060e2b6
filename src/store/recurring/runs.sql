/*+ whole: the runs of a month are shown; a plan has one a month */
SELECT r.account_id, a.code, a.name, r.month, p.number, p.amount, r.rule, r.at
FROM recurring_run r JOIN account a ON a.id = r.account_id LEFT JOIN application p ON p.id = r.application_id
WHERE (?1 IS NULL OR r.month = ?1) AND (?2 IS NULL OR r.account_id = ?2)
ORDER BY r.month DESC, a.code
