/*+ whole: what an import changed is undone whole */
DELETE FROM import_change WHERE batch_id = ?1
