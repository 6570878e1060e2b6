SELECT number FROM (SELECT number FROM invoice UNION ALL SELECT red_number FROM reversal) used
GROUP BY number HAVING count(*) > 1
