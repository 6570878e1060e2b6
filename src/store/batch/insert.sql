INSERT INTO import_batch (state, kind, file, sha256, issuer_id, at, user_id,
    first_account, first_bill, first_refund, first_entry)
VALUES ('begun', ?1, ?2, ?3, ?4, ?5, ?6,
    1 + coalesce((SELECT max(id) FROM account), 0), 1 + coalesce((SELECT max(id) FROM bill), 0),
    1 + coalesce((SELECT max(id) FROM refund), 0), 1 + coalesce((SELECT max(id) FROM non_invoiceable), 0))
