WITH brought AS (
    SELECT batch_id, 'accounts' AS kind, count(*) AS n, min(id) AS low, max(id) AS high FROM account
    WHERE batch_id IS NOT NULL GROUP BY batch_id
    UNION ALL
    SELECT batch_id, 'bills', count(*), min(id), max(id) FROM bill
    WHERE batch_id IS NOT NULL AND removed_no IS NULL GROUP BY batch_id
    UNION ALL
    SELECT batch_id, 'refunds', count(*), min(id), max(id) FROM refund
    WHERE batch_id IS NOT NULL GROUP BY batch_id
    UNION ALL
    SELECT batch_id, 'non-invoiceable', count(*), min(id), max(id) FROM non_invoiceable
    WHERE batch_id IS NOT NULL AND removed = 0 GROUP BY batch_id
)
SELECT CAST(m.id AS TEXT) FROM import_batch m WHERE m.state = 'begun'
UNION
SELECT CAST(m.id AS TEXT) FROM brought w JOIN import_batch m ON m.id = w.batch_id
WHERE m.state = 'undone' OR (w.kind = m.kind AND w.n > m.added)
    OR w.low < CASE w.kind WHEN 'accounts' THEN m.first_account WHEN 'bills' THEN m.first_bill
        WHEN 'refunds' THEN m.first_refund ELSE m.first_entry END
    OR w.high > CASE w.kind WHEN 'accounts' THEN m.last_account WHEN 'bills' THEN m.last_bill
        WHEN 'refunds' THEN m.last_refund ELSE m.last_entry END
UNION
SELECT subject FROM amendment WHERE is_open = 1
