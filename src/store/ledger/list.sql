/*+ whole: every entry is exported, by account */
SELECT n.id, n.reason, n.amount, n.note, n.entered_at, u.name, a.code, a.name,
    coalesce((SELECT sum(o.standing) FROM bill_offset o WHERE o.source_entry_id = n.id), 0)
FROM account a
/*+ in order */ JOIN non_invoiceable n ON n.account_id = a.id
/*+ in order */ JOIN app_user u ON u.id = n.entered_by
WHERE n.removed = 0
ORDER BY a.code, n.id
