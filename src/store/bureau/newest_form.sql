/*+ whole: a form is seen a few times a year */
SELECT f.id, f.sha256, f.name, f.shape FROM bureau_form f
ORDER BY coalesce(f.version, '') DESC,
    (SELECT max(used.at) FROM (
        SELECT b.at FROM issue_batch b WHERE b.form_id = f.id UNION ALL SELECT f.seen_at
    ) used) DESC, f.id DESC
LIMIT 1
