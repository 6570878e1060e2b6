SELECT a.number, c.code, c.name, a.state, a.type, a.amount, a.submitted_on, a.due_on, a.buyer_name
FROM application a JOIN account c ON c.id = a.account_id
WHERE (?1 IS NULL OR a.account_id = ?1) AND (?2 IS NULL OR a.state = ?2)
    AND (?3 IS NULL OR a.submitted_on >= ?3) AND (?4 IS NULL OR a.submitted_on <= ?4)
ORDER BY a.id DESC
