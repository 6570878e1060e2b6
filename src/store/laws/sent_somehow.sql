SELECT a.number FROM application a
WHERE a.state IN ('delivered', 'received')
    AND a.sent_to IS NULL AND (a.carrier IS NULL OR a.tracking_no IS NULL)
