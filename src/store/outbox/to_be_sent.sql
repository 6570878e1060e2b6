/*+ whole: what is issued and not delivered yet, which is few of what ever was */
SELECT a.number FROM application a
WHERE a.state = 'issued' AND NOT EXISTS (
    SELECT 1 FROM outbox o WHERE o.application_id = a.id AND o.state <> 'discarded'
)
ORDER BY a.id
