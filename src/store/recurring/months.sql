/*+ whole: the runs are added up; a plan has one a month */
SELECT r.month, count(*) FILTER (WHERE r.outcome = 'applied'), count(*) FILTER (WHERE r.outcome = 'skipped'),
    sum(coalesce(p.amount, 0))
FROM recurring_run r LEFT JOIN application p ON p.id = r.application_id
GROUP BY r.month ORDER BY r.month DESC
