/*+ whole: what an import changed is undone whole */
SELECT account_id, version, was FROM import_change WHERE batch_id = ?1 AND account_id IS NOT NULL ORDER BY id DESC
