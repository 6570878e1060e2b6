/*+ whole: a person confirmed each */
SELECT s.tax_id, u.name, s.seen_at FROM tax_id_seen s JOIN app_user u ON u.id = s.seen_by ORDER BY s.tax_id
