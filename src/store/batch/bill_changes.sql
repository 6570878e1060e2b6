/*+ whole: what an import changed is undone whole */
SELECT c.bill_id, c.version, c.was FROM import_change c JOIN bill b ON b.id = c.bill_id
WHERE c.batch_id = ?1 AND b.removed_no IS NULL ORDER BY c.id DESC
