/*+ whole: what waits is counted; a person asked for each */
SELECT a.id, a.number, a.amount, k.requested_by, c.id, c.code, c.name, c.kind, c.status
FROM correction k /*+ by correction_one_open */
/*+ in order */ JOIN application a ON a.id = k.application_id
/*+ in order */ JOIN account c ON c.id = a.account_id
WHERE k.state = 'requested' AND a.state <> 'reversed'
    AND (a.account_id = ?1 OR ?1 IS NULL)
ORDER BY k.application_id
