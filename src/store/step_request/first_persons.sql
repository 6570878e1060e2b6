SELECT e.user_id, e.also_by, CASE WHEN e.event = 'submitted' THEN 1 ELSE 0 END FROM event e
WHERE e.application_id = ?1 AND e.event IN ('submitted', 'issued', 'part_issued')
ORDER BY e.id
