/*+ whole: one entry is about few things */
SELECT o.kind, o.number, c.name, b.file FROM audit_object o
LEFT JOIN account c ON o.kind = 'account' AND c.code = o.number
LEFT JOIN import_batch b ON o.kind = 'batch' AND b.id = CAST(CASE o.kind WHEN 'batch' THEN o.number END AS BIGINT)
WHERE o.entry_id = ?1 AND o.kind <> 'area'
