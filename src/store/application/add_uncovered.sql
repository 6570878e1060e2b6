UPDATE application SET uncovered = uncovered + ?2
WHERE state IN ('submitted', 'issuing', 'issued', 'delivered', 'received')
    AND id IN (SELECT application_id FROM application_bill WHERE bill_id = ?1)
