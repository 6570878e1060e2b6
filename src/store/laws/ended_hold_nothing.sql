SELECT a.number FROM application a
WHERE a.state IN ('cancelled', 'rejected', 'reversed')
    AND EXISTS (SELECT 1 FROM bill_offset o WHERE o.application_id = a.id AND o.standing > 0)
