SELECT DISTINCT a.number FROM bill_offset o JOIN application a ON a.id = o.application_id
WHERE o.source_entry_id = ?1 AND o.standing > 0 ORDER BY a.number
