-- What was invoiced of a bill before it came to the desk; imports as batches that can be taken back; bills, refunds and
-- ledger entries that an admin corrects or removes.

-- An import. What it added carries its number and lies between its first and last ids: it is one transaction.
CREATE TABLE import_batch (
    id INTEGER PRIMARY KEY,
    state TEXT NOT NULL CHECK (state IN ('begun', 'imported', 'undone')),
    kind TEXT NOT NULL CHECK (kind IN ('accounts', 'bills', 'refunds', 'non-invoiceable')),
    file TEXT NOT NULL,
    sha256 TEXT NOT NULL CHECK (length(sha256) = 64),
    issuer_id INTEGER NOT NULL REFERENCES issuer (id),
    at INTEGER NOT NULL,
    user_id INTEGER NOT NULL REFERENCES app_user (id),
    read INTEGER NOT NULL DEFAULT 0,
    added INTEGER NOT NULL DEFAULT 0,
    changed INTEGER NOT NULL DEFAULT 0,
    unchanged INTEGER NOT NULL DEFAULT 0,
    refused INTEGER NOT NULL DEFAULT 0,
    amount INTEGER NOT NULL DEFAULT 0,
    refunded INTEGER NOT NULL DEFAULT 0,
    opening INTEGER NOT NULL DEFAULT 0,
    first_account INTEGER NOT NULL,
    first_bill INTEGER NOT NULL,
    first_refund INTEGER NOT NULL,
    first_entry INTEGER NOT NULL,
    last_account INTEGER NOT NULL DEFAULT 0,
    last_bill INTEGER NOT NULL DEFAULT 0,
    last_refund INTEGER NOT NULL DEFAULT 0,
    last_entry INTEGER NOT NULL DEFAULT 0,
    undone_at INTEGER,
    undone_by INTEGER REFERENCES app_user (id),
    CHECK ((state = 'undone') = (undone_at IS NOT NULL)),
    CHECK ((undone_at IS NULL) = (undone_by IS NULL))
) STRICT;
CREATE TRIGGER import_batch_begins BEFORE INSERT ON import_batch
    WHEN NEW.state <> 'begun' OR EXISTS (SELECT 1 FROM import_batch WHERE id = NEW.id)
    BEGIN SELECT RAISE(ABORT, 'an import is entered once'); END;
CREATE TRIGGER import_batch_stays BEFORE UPDATE ON import_batch
    WHEN NOT (OLD.state = 'begun' AND NEW.state = 'imported') AND NOT (
        OLD.state = 'imported' AND NEW.state = 'undone' AND NEW.added = OLD.added AND NEW.changed = OLD.changed
        AND NEW.amount = OLD.amount AND NEW.refunded = OLD.refunded AND NEW.opening = OLD.opening
    )
    OR NEW.id <> OLD.id OR NEW.kind <> OLD.kind OR NEW.file <> OLD.file OR NEW.sha256 <> OLD.sha256
    OR NEW.issuer_id <> OLD.issuer_id OR NEW.at <> OLD.at OR NEW.user_id <> OLD.user_id
    BEGIN SELECT RAISE(ABORT, 'an import is never changed'); END;
CREATE TRIGGER import_batch_is_kept BEFORE DELETE ON import_batch
    BEGIN SELECT RAISE(ABORT, 'an import is never removed'); END;

-- What an admin corrected or removed, and which imports were undone. One is open only within its own transaction: while
-- it is, what is else never changed or removed may be.
CREATE TABLE amendment (
    id INTEGER PRIMARY KEY,
    op TEXT NOT NULL CHECK (op IN
        ('correct_bill', 'remove_bill', 'remove_refund', 'remove_non_invoiceable', 'undo_import')),
    subject TEXT NOT NULL,
    reason TEXT,
    at INTEGER NOT NULL,
    user_id INTEGER NOT NULL REFERENCES app_user (id),
    is_open INTEGER NOT NULL CHECK (is_open IN (0, 1))
) STRICT;
CREATE UNIQUE INDEX amendment_one_open ON amendment (is_open) WHERE is_open = 1;
CREATE TRIGGER amendment_is_made_once BEFORE INSERT ON amendment
    WHEN EXISTS (SELECT 1 FROM amendment WHERE id = NEW.id OR is_open = 1)
    BEGIN SELECT RAISE(ABORT, 'history is never changed'); END;
CREATE TRIGGER amendment_stays BEFORE UPDATE ON amendment
    WHEN OLD.is_open = 0 OR NEW.is_open = 1 OR NEW.id <> OLD.id OR NEW.op <> OLD.op OR NEW.subject <> OLD.subject
    OR NEW.reason IS NOT OLD.reason OR NEW.at <> OLD.at OR NEW.user_id <> OLD.user_id
    BEGIN SELECT RAISE(ABORT, 'history is never changed'); END;
CREATE TRIGGER amendment_is_kept BEFORE DELETE ON amendment
    BEGIN SELECT RAISE(ABORT, 'history is never removed'); END;

-- used is the whole of what is used of a bill: its opening too, so it begins with that. version counts up with every
-- change but those of the import that added it. A removed bill that an ended application took from stays as its record:
-- removed_no is its number then, and bill_no is one that nobody can give, so that the number is free.
ALTER TABLE bill ADD COLUMN opening INTEGER NOT NULL DEFAULT 0 CHECK (opening BETWEEN 0 AND amount);
ALTER TABLE bill ADD COLUMN version INTEGER NOT NULL DEFAULT 1;
ALTER TABLE bill ADD COLUMN batch_id INTEGER REFERENCES import_batch (id);
ALTER TABLE bill ADD COLUMN removed_no TEXT;
ALTER TABLE refund ADD COLUMN batch_id INTEGER REFERENCES import_batch (id);
ALTER TABLE account ADD COLUMN batch_id INTEGER REFERENCES import_batch (id);
ALTER TABLE non_invoiceable ADD COLUMN batch_id INTEGER REFERENCES import_batch (id);
ALTER TABLE non_invoiceable ADD COLUMN removed INTEGER NOT NULL DEFAULT 0 CHECK (removed IN (0, 1));

-- An unpaid bill may have been invoiced elsewhere, and a removed one holds nothing. SQLite keeps what a table checks as
-- the text that made it; changing that text, as its manual says it may be done, spares a store of a million bills from
-- being written anew.
PRAGMA writable_schema = ON;
UPDATE sqlite_schema SET sql = replace(
    sql,
    'CHECK (paid_on IS NOT NULL OR (refunded = 0 AND used = 0))',
    'CHECK (used >= opening),
    CHECK (paid_on IS NOT NULL OR (refunded = 0 AND used = opening)),
    CHECK (removed_no IS NULL OR (paid_on IS NULL AND used = 0 AND due_on = ''9999-12-31''))'
) WHERE type = 'table' AND name = 'bill';
PRAGMA writable_schema = RESET;

CREATE INDEX bill_removed ON bill (removed_no) WHERE removed_no IS NOT NULL;

-- What an import changed of what was there: what that was, and its version then.
CREATE TABLE import_change (
    id INTEGER PRIMARY KEY,
    batch_id INTEGER NOT NULL REFERENCES import_batch (id),
    bill_id INTEGER REFERENCES bill (id),
    account_id INTEGER REFERENCES account (id),
    version INTEGER NOT NULL,
    was TEXT NOT NULL,
    CHECK ((bill_id IS NULL) <> (account_id IS NULL))
) STRICT;
CREATE INDEX import_change_by_batch ON import_change (batch_id, id);
CREATE INDEX import_change_by_bill ON import_change (bill_id) WHERE bill_id IS NOT NULL;
CREATE INDEX import_change_by_account ON import_change (account_id) WHERE account_id IS NOT NULL;
CREATE TRIGGER import_change_is_made_once BEFORE INSERT ON import_change
    WHEN EXISTS (SELECT 1 FROM import_change WHERE id = NEW.id)
    BEGIN SELECT RAISE(ABORT, 'history is never changed'); END;
CREATE TRIGGER import_change_stays BEFORE UPDATE ON import_change
    BEGIN SELECT RAISE(ABORT, 'history is never changed'); END;
CREATE TRIGGER import_change_is_kept BEFORE DELETE ON import_change
    WHEN NOT EXISTS (SELECT 1 FROM amendment WHERE is_open = 1)
    BEGIN SELECT RAISE(ABORT, 'history is never removed'); END;

DROP TRIGGER bill_begins_untouched;
CREATE TRIGGER bill_begins_untouched BEFORE INSERT ON bill
    WHEN NEW.refunded <> 0 OR NEW.used <> NEW.opening OR NEW.version <> 1 OR NEW.removed_no IS NOT NULL
    BEGIN SELECT RAISE(ABORT, 'a bill begins with nothing refunded or used here'); END;
DROP TRIGGER bill_stays;
CREATE TRIGGER bill_stays BEFORE UPDATE OF amount, account_id, bill_no, opening, removed_no ON bill
    WHEN (
        NEW.amount <> OLD.amount OR NEW.account_id <> OLD.account_id OR NEW.bill_no <> OLD.bill_no
        OR NEW.opening <> OLD.opening OR NEW.removed_no IS NOT OLD.removed_no
    ) AND NOT EXISTS (SELECT 1 FROM amendment WHERE is_open = 1)
    BEGIN SELECT RAISE(ABORT, 'the amount, account and number of a bill are never changed'); END;
DROP TRIGGER bill_dates_stay;
CREATE TRIGGER bill_dates_stay BEFORE UPDATE OF kind, billed_on, due_on ON bill
    WHEN (NEW.kind <> OLD.kind OR NEW.billed_on <> OLD.billed_on OR NEW.due_on <> OLD.due_on)
    AND NOT EXISTS (SELECT 1 FROM amendment WHERE is_open = 1)
    BEGIN SELECT RAISE(ABORT, 'the dates and kind of a bill are never changed'); END;
DROP TRIGGER bill_is_paid_once;
CREATE TRIGGER bill_is_paid_once BEFORE UPDATE OF paid_on ON bill
    WHEN OLD.paid_on IS NOT NULL AND NEW.paid_on IS NOT OLD.paid_on
    AND NOT EXISTS (SELECT 1 FROM amendment WHERE is_open = 1)
    BEGIN SELECT RAISE(ABORT, 'a bill is paid once'); END;
DROP TRIGGER bill_is_kept;
CREATE TRIGGER bill_is_kept BEFORE DELETE ON bill WHEN NOT EXISTS (SELECT 1 FROM amendment WHERE is_open = 1)
    BEGIN SELECT RAISE(ABORT, 'a bill is never removed'); END;
CREATE TRIGGER bill_keeps_its_import BEFORE UPDATE OF id, batch_id ON bill
    WHEN NEW.id <> OLD.id OR NEW.batch_id IS NOT OLD.batch_id
    BEGIN SELECT RAISE(ABORT, 'the dates and kind of a bill are never changed'); END;
CREATE TRIGGER bill_that_was_removed_stays BEFORE UPDATE ON bill WHEN OLD.removed_no IS NOT NULL
    BEGIN SELECT RAISE(ABORT, 'a removed bill is a record'); END;
DROP TRIGGER bill_counts_what_is_there;
CREATE TRIGGER bill_counts_what_is_there AFTER UPDATE OF refunded, used, opening ON bill
    WHEN NEW.refunded <> (SELECT coalesce(sum(amount), 0) FROM refund WHERE bill_id = NEW.id)
    OR NEW.used <> NEW.opening + (
        SELECT coalesce(sum(t.invoiced), 0) FROM application_bill t JOIN application a ON a.id = t.application_id
        WHERE t.bill_id = NEW.id AND a.state NOT IN ('cancelled', 'rejected', 'reversed')
    ) + (SELECT coalesce(sum(standing), 0) FROM bill_offset WHERE bill_id = NEW.id)
    BEGIN SELECT RAISE(ABORT, 'a bill counts what was refunded and used of it'); END;

-- What an application was issued for stays as it was applied for.
CREATE TRIGGER bill_of_an_application_stays
    BEFORE UPDATE OF amount, account_id, bill_no, kind, billed_on, due_on, paid_on, opening, removed_no ON bill
    WHEN EXISTS (SELECT 1 FROM amendment WHERE is_open = 1) AND EXISTS (
        SELECT 1 FROM application_bill t JOIN application a ON a.id = t.application_id
        WHERE t.bill_id = NEW.id
        AND (a.state NOT IN ('cancelled', 'rejected') OR NEW.account_id <> OLD.account_id)
    ) BEGIN SELECT RAISE(ABORT, 'bill-in-use'); END;
CREATE TRIGGER application_takes_what_is_there BEFORE INSERT ON application_bill
    WHEN EXISTS (SELECT 1 FROM bill WHERE id = NEW.bill_id AND removed_no IS NOT NULL)
    BEGIN SELECT RAISE(ABORT, 'a removed bill is a record'); END;

DROP TRIGGER refund_is_kept;
CREATE TRIGGER refund_is_kept BEFORE DELETE ON refund WHEN NOT EXISTS (SELECT 1 FROM amendment WHERE is_open = 1)
    BEGIN SELECT RAISE(ABORT, 'a refund is never removed'); END;
CREATE TRIGGER refund_counts_no_more AFTER DELETE ON refund BEGIN
    UPDATE bill SET refunded = refunded - OLD.amount WHERE id = OLD.bill_id;
END;

-- An entry that an ended application took from stays as its record.
DROP TRIGGER non_invoiceable_stays;
CREATE TRIGGER non_invoiceable_stays BEFORE UPDATE ON non_invoiceable
    WHEN NOT EXISTS (SELECT 1 FROM amendment WHERE is_open = 1) OR NEW.removed < OLD.removed
    OR NEW.id <> OLD.id OR NEW.account_id <> OLD.account_id OR NEW.amount <> OLD.amount
    OR NEW.reason <> OLD.reason OR NEW.note IS NOT OLD.note OR NEW.entered_at <> OLD.entered_at
    OR NEW.entered_by <> OLD.entered_by OR NEW.batch_id IS NOT OLD.batch_id
    BEGIN SELECT RAISE(ABORT, 'a ledger entry is never changed'); END;
DROP TRIGGER non_invoiceable_is_kept;
CREATE TRIGGER non_invoiceable_is_kept BEFORE DELETE ON non_invoiceable
    WHEN NOT EXISTS (SELECT 1 FROM amendment WHERE is_open = 1)
    BEGIN SELECT RAISE(ABORT, 'a ledger entry is never removed'); END;
CREATE TRIGGER non_invoiceable_of_an_application_stays BEFORE UPDATE OF removed ON non_invoiceable
    WHEN NEW.removed = 1
    AND EXISTS (SELECT 1 FROM bill_offset WHERE source_entry_id = NEW.id AND standing > 0)
    BEGIN SELECT RAISE(ABORT, 'bill-in-use'); END;
CREATE TRIGGER bill_offset_of_what_is_there BEFORE INSERT ON bill_offset
    WHEN EXISTS (SELECT 1 FROM non_invoiceable WHERE id = NEW.source_entry_id AND removed = 1)
    BEGIN SELECT RAISE(ABORT, 'a removed ledger entry is a record'); END;

CREATE TRIGGER account_is_kept BEFORE DELETE ON account WHEN NOT EXISTS (SELECT 1 FROM amendment WHERE is_open = 1)
    BEGIN SELECT RAISE(ABORT, 'a customer is never removed'); END;
CREATE TRIGGER account_keeps_its_import BEFORE UPDATE OF id, batch_id ON account
    WHEN NEW.id <> OLD.id OR NEW.batch_id IS NOT OLD.batch_id
    BEGIN SELECT RAISE(ABORT, 'a customer keeps its import'); END;

-- Credit codes that fail their check (some issued before 2016 do), and who has seen them on the certificate.
CREATE TABLE tax_id_seen (
    tax_id TEXT NOT NULL PRIMARY KEY,
    seen_by INTEGER NOT NULL REFERENCES app_user (id),
    seen_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
