SELECT o.id, b.bill_no, o.source_entry_id, s.bill_no, o.standing
FROM application a JOIN bill_offset o ON o.application_id = a.id
JOIN bill b ON b.id = o.bill_id LEFT JOIN bill s ON s.id = o.source_bill_id
WHERE a.account_id = ?1 AND o.standing > 0 AND o.id > ?2
ORDER BY o.id LIMIT ?3
