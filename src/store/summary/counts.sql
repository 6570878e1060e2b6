/*+ whole: the rows are counted, along the smallest index */
SELECT (SELECT count(*) FROM bill) - (SELECT count(*) FROM bill WHERE removed_no IS NOT NULL),
    (SELECT count(*) FROM account),
    (SELECT count(*) FROM application WHERE state IN ('submitted', 'issuing', 'issued')),
    (SELECT count(*) FROM application WHERE state IN ('submitted', 'issuing', 'issued') AND due_on < ?1),
    (SELECT count(*) FROM submission WHERE state = 'pending'),
    (SELECT count(*) FROM submission WHERE state = 'pending' AND due_on < ?1),
    (SELECT count(*) FROM correction c WHERE c.state = 'requested'
        AND (SELECT a.state FROM application a WHERE a.id = c.application_id) <> 'reversed'),
    (SELECT count(*) FROM ticket WHERE state = 'open'),
    (SELECT count(*) FROM application a WHERE a.state = 'issuing' AND NOT EXISTS (
        SELECT 1 FROM planned_invoice p JOIN batch_line l ON l.planned_id = p.id
        WHERE p.application_id = a.id AND l.ended IS NULL)),
    (SELECT count(*) FROM application WHERE state = 'issued')
