/*+ whole: a person rejected each */
SELECT trim(e.note), count(*), sum(a.amount)
FROM application a /*+ in order */ JOIN event e ON e.application_id = a.id AND e.event = 'rejected'
WHERE a.state = 'rejected' AND a.submitted_on >= ?1 AND e.note IS NOT NULL
GROUP BY trim(e.note) ORDER BY count(*) DESC, trim(e.note) LIMIT ?2
