SELECT a.number FROM application a
WHERE a.due_on < a.submitted_on OR a.submitted_on <> date(a.submitted_at / 1000 + 28800, 'unixepoch')
UNION ALL
SELECT i.number FROM invoice i JOIN application a ON a.id = i.application_id
WHERE i.issued_on < a.submitted_on
