/*+ whole: a form is seen a few times a year */
SELECT f.id, f.sha256, f.name, f.shape FROM bureau_form f
ORDER BY coalesce(f.version, '') DESC,
    max(f.seen_at, coalesce((SELECT max(b.at) FROM issue_batch b WHERE b.form_id = f.id), 0)) DESC, f.id DESC
LIMIT 1
