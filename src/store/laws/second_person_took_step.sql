SELECT DISTINCT a.number FROM event e /*+ by event_of_second_person */
/*+ in order */ JOIN application a ON a.id = e.application_id
WHERE e.second_person = 1 AND e.event IN ('issued', 'part_issued', 'reversed') AND EXISTS (
    SELECT 1 FROM event f
    WHERE f.application_id = e.application_id AND f.id < e.id AND e.user_id IN (f.user_id, f.also_by)
        AND (f.event = 'submitted' OR (e.event = 'reversed' AND f.event IN ('issued', 'part_issued')))
)
