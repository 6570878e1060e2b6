/*+ whole: what refers to an import is gone through only where a reference is broken */
INSERT INTO import_batch (state, kind, file, sha256, issuer_id, at, user_id,
    first_account, first_bill, first_refund, first_entry)
VALUES ('begun', ?1, ?2, ?3, ?4, ?5, ?6,
    1 + coalesce((SELECT id FROM account ORDER BY id DESC LIMIT 1), 0),
    1 + coalesce((SELECT id FROM bill ORDER BY id DESC LIMIT 1), 0),
    1 + coalesce((SELECT id FROM refund ORDER BY id DESC LIMIT 1), 0),
    1 + coalesce((SELECT id FROM non_invoiceable ORDER BY id DESC LIMIT 1), 0))
