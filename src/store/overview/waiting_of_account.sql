SELECT a.state, count(*), sum(a.amount), count(*) FILTER (WHERE a.due_on < ?1), count(*) FILTER (WHERE a.due_on = ?1),
    min(a.due_on) FILTER (WHERE a.due_on >= ?1)
FROM application a /*+ by application_to_do_by_account */
WHERE a.account_id = ?2 AND a.state IN ('submitted', 'issuing', 'issued')
GROUP BY a.state ORDER BY a.state
