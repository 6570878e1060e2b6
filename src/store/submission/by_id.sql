SELECT s.id, s.account_id, s.state, s.info, s.submitted_at, s.submitted_on, su.name, s.submitted_by, s.due_on, s.due_assumes_year,
    s.reviewed_at, ru.name, s.reasons, hu.name, s.held_by, cu.name, s.changed_by, s.reviewed_by
FROM submission s
JOIN app_user su ON su.id = s.submitted_by
LEFT JOIN app_user ru ON ru.id = s.reviewed_by
LEFT JOIN app_user hu ON hu.id = s.held_by
LEFT JOIN app_user cu ON cu.id = s.changed_by
WHERE s.id = ?1
