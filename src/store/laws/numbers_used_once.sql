SELECT number FROM (SELECT number FROM invoice UNION ALL SELECT red_number FROM reversal)
GROUP BY number HAVING count(*) > 1
