SELECT a.number FROM application a
WHERE a.state IN ('issued', 'delivered', 'received', 'reversed')
    AND (a.amount <> (SELECT coalesce(sum(i.gross), 0) FROM invoice i WHERE i.application_id = a.id)
        OR EXISTS (SELECT 1 FROM invoice i WHERE i.application_id = a.id AND i.net + i.tax <> i.gross))
