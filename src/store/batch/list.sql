/*+ whole: a person made each of the imports */
SELECT m.id, m.kind, m.file, m.sha256, i.code, m.at, u.name, m.read, m.added, m.changed, m.unchanged, m.refused,
    m.amount, m.refunded, m.opening, m.undone_at, w.name
FROM import_batch m JOIN issuer i ON i.id = m.issuer_id JOIN app_user u ON u.id = m.user_id
LEFT JOIN app_user w ON w.id = m.undone_by
ORDER BY m.id DESC
