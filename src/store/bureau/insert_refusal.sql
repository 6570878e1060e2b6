INSERT INTO bureau_refusal (line_id, list_id, sheet, row, field, reason, class, seen_at)
SELECT ?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8
WHERE NOT EXISTS (SELECT 1 FROM bureau_refusal WHERE line_id = ?1 AND reason = ?6)
