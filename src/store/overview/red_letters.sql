/*+ whole: the forms that are not void are looked through */
SELECT a.id, a.number, a.amount,
    min(CASE WHEN l.state IN ('awaiting_buyer', 'awaiting_seller') THEN l.entered_at END),
    c.id, c.code, c.name, c.kind, c.status
FROM red_letter l /*+ by red_letter_one_live */
/*+ in order */ JOIN invoice i ON i.id = l.invoice_id
/*+ in order */ JOIN application a ON a.id = i.application_id
/*+ in order */ JOIN account c ON c.id = a.account_id
WHERE l.state IN ('no_confirmation', 'awaiting_buyer', 'awaiting_seller', 'confirmed')
    AND a.state IN ('issued', 'delivered', 'received') AND (a.account_id = ?1 OR ?1 IS NULL)
GROUP BY a.id, a.number, a.amount, c.id, c.code, c.name, c.kind, c.status
ORDER BY a.id
