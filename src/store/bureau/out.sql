/*+ whole: what is out is shown together */
SELECT l.id, a.number, p.serial, a.buyer_name, p.gross, l.batch_id, l.file, l.line, b.at
FROM application a JOIN account c ON c.id = a.account_id JOIN planned_invoice p ON p.application_id = a.id
JOIN batch_line l ON l.planned_id = p.id JOIN issue_batch b ON b.id = l.batch_id
WHERE a.state = 'issuing' AND c.issuer_id = ?1 AND l.ended IS NULL
ORDER BY l.id
