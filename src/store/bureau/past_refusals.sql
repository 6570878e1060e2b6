/*+ whole: what goes out is held against everything that was refused */
SELECT r.id, l.batch_id, l.written, r.reason
FROM bureau_refusal r JOIN batch_line l ON l.id = r.line_id JOIN issue_batch b ON b.id = l.batch_id
WHERE b.issuer_id = ?1 AND NOT EXISTS (SELECT 1 FROM refusal_overruled o WHERE o.refusal_id = r.id)
ORDER BY r.id
