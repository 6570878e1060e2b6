INSERT INTO recurring_plan (account_id, enabled, type, address_id, email, since, set_by)
VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)
ON CONFLICT (account_id) DO UPDATE SET enabled = excluded.enabled, type = excluded.type,
    address_id = excluded.address_id, email = excluded.email, since = excluded.since, set_by = excluded.set_by,
    version = recurring_plan.version + 1
