/*+ whole: decisions are listed as they were made; a person made each */
SELECT s.id, a.code, a.name, s.state, s.submitted_on, su.name, s.reviewed_at, ru.name, s.reasons
FROM submission s
JOIN account a ON a.id = s.account_id
JOIN app_user su ON su.id = s.submitted_by
JOIN app_user ru ON ru.id = s.reviewed_by
