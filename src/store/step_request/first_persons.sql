SELECT e.user_id, e.also_by, e.event = 'submitted' FROM event e
WHERE e.application_id = ?1 AND e.event IN ('submitted', 'issued', 'part_issued')
ORDER BY e.id
