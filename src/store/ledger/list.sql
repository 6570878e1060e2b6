SELECT n.id, n.reason, n.amount, n.note, n.entered_at, u.name, a.code, a.name,
    coalesce((SELECT sum(o.standing) FROM bill_offset o WHERE o.source_entry_id = n.id), 0)
FROM account a CROSS JOIN non_invoiceable n CROSS JOIN app_user u
WHERE n.account_id = a.id AND u.id = n.entered_by AND n.removed = 0
ORDER BY a.code, n.id
