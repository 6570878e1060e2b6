/*+ whole: the list of plans shows the newest run of each; a plan has one a month */
SELECT r.account_id, a.code, a.name, r.month, p.number, p.amount, r.rule, r.at
FROM recurring_run r JOIN account a ON a.id = r.account_id LEFT JOIN application p ON p.id = r.application_id
WHERE r.month = (SELECT max(other.month) FROM recurring_run other WHERE other.account_id = r.account_id)
