/*+ whole: months are few */
SELECT s.entry_id, s.month, s.sealed_at, u.name, s.head_entry, s.head_hash, s.manifest_hash
FROM seal s JOIN app_user u ON u.id = s.user_id
WHERE s.entry_id = (SELECT max(o.entry_id) FROM seal o WHERE o.month = s.month)
ORDER BY s.month DESC
