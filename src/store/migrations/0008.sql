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

-- What the bills of an account come to, by the month in which they were billed: kept by what changes a bill, so that a
-- balance is read without its bills. last_paid_on is the latest payment there ever was: after it, what is open is paid.
CREATE TABLE bill_month (
    account_id INTEGER NOT NULL REFERENCES account (id) ON DELETE CASCADE,
    month TEXT NOT NULL CHECK (month LIKE '____-__-01'),
    bills INTEGER NOT NULL,
    opening INTEGER NOT NULL,
    unpaid INTEGER NOT NULL,
    owing INTEGER NOT NULL,
    owed INTEGER NOT NULL,
    open INTEGER NOT NULL,
    amount INTEGER NOT NULL,
    refunded INTEGER NOT NULL,
    used INTEGER NOT NULL,
    last_paid_on TEXT CHECK (length(last_paid_on) = 10),
    PRIMARY KEY (account_id, month)
) STRICT, WITHOUT ROWID;
INSERT INTO bill_month
SELECT account_id, substr(billed_on, 1, 7) || '-01', count(*), sum(opening),
    count(*) FILTER (WHERE paid_on IS NULL), count(*) FILTER (WHERE paid_on IS NULL AND amount > 0),
    coalesce(sum(amount) FILTER (WHERE paid_on IS NULL), 0),
    count(*) FILTER (WHERE paid_on IS NOT NULL AND used < amount - refunded),
    coalesce(sum(amount) FILTER (WHERE paid_on IS NOT NULL AND used < amount - refunded), 0),
    coalesce(sum(refunded) FILTER (WHERE paid_on IS NOT NULL AND used < amount - refunded), 0),
    coalesce(sum(used) FILTER (WHERE paid_on IS NOT NULL AND used < amount - refunded), 0),
    max(paid_on)
FROM bill WHERE removed_no IS NULL GROUP BY 1, 2;
