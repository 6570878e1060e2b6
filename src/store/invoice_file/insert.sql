INSERT INTO invoice_file (invoice_id, red_number, format, name, sha256, size, kept_at)
SELECT i.id, ?2, ?3, ?4, ?5, ?6, ?7 FROM invoice i
WHERE i.number = ?1 AND NOT EXISTS (SELECT 1 FROM invoice_file f WHERE f.invoice_id = i.id AND f.sha256 = ?5)
