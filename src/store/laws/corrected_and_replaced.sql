SELECT old.number FROM correction c
JOIN application old ON old.id = c.application_id
LEFT JOIN application new ON new.id = c.replacement_id
WHERE c.account_id <> old.account_id
    OR (c.state = 'approved' AND (
        old.state <> 'reversed' OR new.id IS NULL OR new.id = old.id OR new.account_id <> old.account_id
    ))
