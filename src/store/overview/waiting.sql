/*+ whole: what is open is added up */
SELECT a.state, count(*), sum(a.amount), count(*) FILTER (WHERE a.due_on < ?1), count(*) FILTER (WHERE a.due_on = ?1),
    min(a.due_on) FILTER (WHERE a.due_on >= ?1)
FROM application a /*+ by application_to_do */
WHERE a.state IN ('submitted', 'issuing', 'issued')
GROUP BY a.state ORDER BY a.state
