/*+ whole: only what stops something is held against what was issued since */
SELECT l.written FROM issue_batch b JOIN batch_line l ON l.batch_id = b.id
WHERE b.issuer_id = ?1 AND b.id >= ?2 AND l.ended = 'returned'
