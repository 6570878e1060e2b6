-- Applications of a customer are read newest first, a page at a time.
DROP INDEX application_by_account;
CREATE INDEX application_by_account ON application (account_id, submitted_on, id);

-- What is to be done about applications is read as it is shown, the first due and of these the largest first, a page at
-- a time. Where a page begins is compared with columns, never with what is worked out: hence a column for the order.
ALTER TABLE application ADD COLUMN large_first INTEGER GENERATED ALWAYS AS (-amount) VIRTUAL;
CREATE INDEX application_to_do ON application (due_on, large_first, id, state, amount)
    WHERE state IN ('submitted', 'issuing', 'issued');
CREATE INDEX application_to_do_by_account ON application (account_id, due_on, large_first, id, state, amount)
    WHERE state IN ('submitted', 'issuing', 'issued');

-- Sorts of bills. What remains is a column, since where a page begins is compared with columns; what is sorted for want
-- of an index of its own order is sorted from an index of the few that it is sorted among.
ALTER TABLE bill ADD COLUMN left_over INTEGER GENERATED ALWAYS AS (
    CASE WHEN paid_on IS NULL OR amount - refunded < used THEN 0 ELSE amount - refunded - used END
) VIRTUAL;
DROP INDEX bill_by_remaining;
CREATE INDEX bill_by_remaining ON bill (left_over, id);
CREATE INDEX bill_by_kind ON bill (kind, id);
DROP INDEX bill_open_by_date;
CREATE INDEX bill_open_by_date ON bill (billed_on, id, due_on, paid_on, amount, refunded, used, left_over, account_id)
    WHERE used < amount - refunded AND paid_on IS NOT NULL;
DROP INDEX bill_refunded_by_date;
CREATE INDEX bill_refunded_by_date ON bill (billed_on, id, due_on, bill_no, kind, amount, refunded, left_over, account_id)
    WHERE refunded > 0;
CREATE INDEX bill_partly_used ON bill (billed_on, id, due_on, bill_no, kind, amount, used, left_over, account_id)
    WHERE used > 0 AND left_over > 0;

-- What was asked about an application, and how a qualification was revoked, is found without going through everything.
CREATE INDEX correction_by_application ON correction (application_id, id);
CREATE INDEX audit_of_revocations ON audit (id) WHERE op = 'revoke_qualification';
