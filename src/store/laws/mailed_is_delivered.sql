SELECT a.number FROM outbox o JOIN application a ON a.id = o.application_id
WHERE o.state = 'sent' AND a.state NOT IN ('delivered', 'received', 'reversed')
UNION
SELECT a.number FROM outbox o JOIN application a ON a.id = o.application_id JOIN outbox_file x ON x.outbox_id = o.id
WHERE NOT EXISTS (
    SELECT 1 FROM invoice i JOIN invoice_file f ON f.invoice_id = i.id
    WHERE i.application_id = o.application_id AND f.sha256 = x.sha256
)
