SELECT newest.carrier
FROM (
    SELECT * FROM (
        SELECT id, account_id, carrier FROM application WHERE state = 'delivered' ORDER BY submitted_on DESC, id DESC LIMIT 200
    ) delivered
    UNION ALL
    SELECT * FROM (
        SELECT id, account_id, carrier FROM application WHERE state = 'received' ORDER BY submitted_on DESC, id DESC LIMIT 200
    ) received
) newest /*+ in order */ JOIN account c ON c.id = newest.account_id
WHERE newest.carrier IS NOT NULL AND c.issuer_id = ?1
ORDER BY newest.id DESC LIMIT 1
