/*+ whole: an import is looked over whole before it is undone */
SELECT a.code, (SELECT CAST(max(c.batch_id) AS TEXT) FROM import_change c WHERE c.account_id = a.id AND c.batch_id > ?1)
FROM account a
WHERE a.id BETWEEN (SELECT first_account FROM import_batch WHERE id = ?1)
        AND (SELECT last_account FROM import_batch WHERE id = ?1)
    AND a.batch_id = ?1 AND a.version <> 1
UNION
SELECT a.code, (SELECT CAST(max(l.batch_id) AS TEXT) FROM import_change l WHERE l.account_id = a.id AND l.batch_id > ?1)
FROM import_change c JOIN account a ON a.id = c.account_id
WHERE c.batch_id = ?1
GROUP BY a.id, a.code, a.version HAVING max(c.version) <> a.version
ORDER BY 1, 2 NULLS FIRST LIMIT ?2
