-- The first schema. Money is whole fen, instants are UTC milliseconds, dates are ISO text of China's calendar.

CREATE TABLE setting (
    key TEXT NOT NULL PRIMARY KEY,
    value TEXT NOT NULL
) STRICT;

CREATE TABLE app_user (
    id INTEGER PRIMARY KEY,
    name TEXT NOT NULL UNIQUE CHECK (name <> ''),
    roles TEXT NOT NULL
) STRICT;

CREATE TABLE policy (
    code TEXT NOT NULL,
    version INTEGER NOT NULL CHECK (version > 0),
    body TEXT NOT NULL,
    PRIMARY KEY (code, version)
) STRICT;
CREATE TRIGGER policy_stays BEFORE UPDATE ON policy
    BEGIN SELECT RAISE(ABORT, 'a version of a policy is never changed'); END;

CREATE TABLE issuer (
    id INTEGER PRIMARY KEY,
    code TEXT NOT NULL UNIQUE CHECK (code <> ''),
    name TEXT NOT NULL CHECK (name <> ''),
    policy TEXT NOT NULL,
    tax_id TEXT,
    address TEXT,
    phone TEXT,
    bank TEXT,
    bank_account TEXT,
    max_invoice_amount INTEGER CHECK (max_invoice_amount > 0)
) STRICT;

CREATE TABLE account (
    id INTEGER PRIMARY KEY,
    code TEXT NOT NULL UNIQUE CHECK (code <> ''),
    issuer_id INTEGER NOT NULL REFERENCES issuer (id),
    name TEXT NOT NULL CHECK (name <> ''),
    kind TEXT NOT NULL CHECK (kind IN ('individual', 'enterprise', 'organisation')),
    region TEXT NOT NULL CHECK (region IN ('mainland', 'hong_kong_macao_taiwan', 'overseas')),
    status TEXT NOT NULL CHECK (status IN ('active', 'frozen')),
    verified_name TEXT,
    verified_tax_id TEXT,
    address TEXT,
    phone TEXT,
    bank TEXT,
    bank_account TEXT,
    contact TEXT,
    mobile TEXT,
    email TEXT,
    version INTEGER NOT NULL DEFAULT 1
) STRICT;
CREATE INDEX account_by_issuer ON account (issuer_id, code);
CREATE INDEX account_by_name ON account (name, id);

-- refunded and used are kept by the triggers below: refunded is the sum of the bill's refunds; used is what live
-- applications have invoiced or reserved from it, and what of their offsets still stands on it.
CREATE TABLE bill (
    id INTEGER PRIMARY KEY,
    bill_no TEXT NOT NULL UNIQUE CHECK (bill_no <> ''),
    account_id INTEGER NOT NULL REFERENCES account (id),
    kind TEXT NOT NULL CHECK (kind IN ('pay_as_you_go', 'savings_plan', 'subscription', 'other')),
    amount INTEGER NOT NULL CHECK (amount BETWEEN 0 AND 99999999999999),
    refunded INTEGER NOT NULL DEFAULT 0 CHECK (refunded BETWEEN 0 AND amount),
    used INTEGER NOT NULL DEFAULT 0 CHECK (used BETWEEN 0 AND amount),
    billed_on TEXT NOT NULL CHECK (length(billed_on) = 10),
    due_on TEXT NOT NULL CHECK (length(due_on) = 10),
    paid_on TEXT CHECK (paid_on IS NULL OR length(paid_on) = 10),
    item TEXT,
    CHECK (paid_on IS NOT NULL OR (refunded = 0 AND used = 0))
) STRICT;
CREATE INDEX bill_by_account ON bill (account_id, billed_on, bill_no);
CREATE INDEX bill_by_date ON bill (billed_on, id);
CREATE INDEX bill_by_amount ON bill (amount, id);
CREATE INDEX bill_by_due ON bill (due_on, id);
CREATE INDEX bill_by_remaining ON bill (
    CASE WHEN paid_on IS NULL OR amount - refunded < used THEN 0 ELSE amount - refunded - used END, id
);
CREATE INDEX bill_by_payment ON bill (paid_on, account_id, due_on);
-- SQLite turns a comparison so that a lone column stands at its left, and takes a partial index only for a condition
-- that then reads like the index's own: conditions on these are written as they stand here.
-- A bill can be entered with a payment still to come; overdue until then, it was paid after its due date.
CREATE INDEX bill_unpaid ON bill (account_id, due_on, paid_on) WHERE paid_on IS NULL OR paid_on > due_on;
CREATE INDEX bill_open_by_date ON bill (billed_on, id) WHERE used < amount - refunded AND paid_on IS NOT NULL;
CREATE INDEX bill_used_by_date ON bill (billed_on, id, used) WHERE used > 0;
CREATE INDEX bill_refunded_by_date ON bill (billed_on, id, refunded) WHERE refunded > 0;
CREATE INDEX bill_open ON bill (account_id, billed_on, paid_on, amount, refunded, used)
    WHERE used < amount - refunded AND paid_on IS NOT NULL;
CREATE INDEX bill_deficit ON bill (account_id, amount, refunded, used) WHERE used > amount - refunded;
CREATE TRIGGER bill_begins_untouched BEFORE INSERT ON bill WHEN NEW.refunded <> 0 OR NEW.used <> 0
    BEGIN SELECT RAISE(ABORT, 'a bill begins with nothing refunded or used'); END;
CREATE TRIGGER bill_stays BEFORE UPDATE OF amount, account_id, bill_no ON bill
    WHEN NEW.amount <> OLD.amount OR NEW.account_id <> OLD.account_id OR NEW.bill_no <> OLD.bill_no
    BEGIN SELECT RAISE(ABORT, 'the amount, account and number of a bill are never changed'); END;
CREATE TRIGGER bill_is_kept BEFORE DELETE ON bill BEGIN SELECT RAISE(ABORT, 'a bill is never removed'); END;

CREATE TABLE refund (
    id INTEGER PRIMARY KEY,
    bill_id INTEGER NOT NULL REFERENCES bill (id),
    amount INTEGER NOT NULL CHECK (amount > 0),
    refunded_on TEXT NOT NULL CHECK (length(refunded_on) = 10),
    reason TEXT
) STRICT;
CREATE INDEX refund_by_bill ON refund (bill_id);
CREATE TRIGGER refund_counts AFTER INSERT ON refund BEGIN
    UPDATE bill SET refunded = refunded + NEW.amount WHERE id = NEW.bill_id;
END;
CREATE TRIGGER refund_stays BEFORE UPDATE ON refund BEGIN SELECT RAISE(ABORT, 'a refund is never changed'); END;
CREATE TRIGGER refund_is_kept BEFORE DELETE ON refund BEGIN SELECT RAISE(ABORT, 'a refund is never removed'); END;

CREATE TABLE top_up (
    id INTEGER PRIMARY KEY,
    account_id INTEGER NOT NULL REFERENCES account (id),
    amount INTEGER NOT NULL CHECK (amount > 0),
    paid_on TEXT NOT NULL CHECK (length(paid_on) = 10)
) STRICT;
CREATE INDEX top_up_by_account ON top_up (account_id, paid_on);
CREATE TRIGGER top_up_stays BEFORE UPDATE ON top_up BEGIN SELECT RAISE(ABORT, 'a top-up is never changed'); END;
CREATE TRIGGER top_up_is_kept BEFORE DELETE ON top_up BEGIN SELECT RAISE(ABORT, 'a top-up is never removed'); END;

CREATE TABLE non_invoiceable (
    id INTEGER PRIMARY KEY,
    account_id INTEGER NOT NULL REFERENCES account (id),
    amount INTEGER NOT NULL CHECK (amount > 0),
    reason TEXT NOT NULL CHECK (reason IN ('legacy_prepaid_invoice', 'other')),
    note TEXT,
    entered_at INTEGER NOT NULL,
    entered_by INTEGER NOT NULL REFERENCES app_user (id)
) STRICT;
CREATE INDEX non_invoiceable_by_account ON non_invoiceable (account_id, id);
CREATE TRIGGER non_invoiceable_stays BEFORE UPDATE ON non_invoiceable
    BEGIN SELECT RAISE(ABORT, 'a ledger entry is never changed'); END;
CREATE TRIGGER non_invoiceable_is_kept BEFORE DELETE ON non_invoiceable
    BEGIN SELECT RAISE(ABORT, 'a ledger entry is never removed'); END;

CREATE TABLE invoice_info (
    id INTEGER PRIMARY KEY,
    account_id INTEGER NOT NULL REFERENCES account (id),
    type TEXT NOT NULL
        CHECK (type IN ('personal_general', 'enterprise_general', 'enterprise_special', 'organisation_general')),
    name TEXT NOT NULL,
    tax_id TEXT,
    address TEXT,
    phone TEXT,
    bank TEXT,
    bank_account TEXT,
    saved_at INTEGER NOT NULL,
    saved_by INTEGER NOT NULL REFERENCES app_user (id),
    version INTEGER NOT NULL DEFAULT 1,
    UNIQUE (account_id, type)
) STRICT;

CREATE TABLE mailing_address (
    id INTEGER PRIMARY KEY,
    account_id INTEGER NOT NULL REFERENCES account (id),
    recipient TEXT NOT NULL,
    phone TEXT NOT NULL,
    region TEXT NOT NULL,
    street TEXT NOT NULL,
    postcode TEXT,
    is_default INTEGER NOT NULL DEFAULT 0 CHECK (is_default IN (0, 1)),
    version INTEGER NOT NULL DEFAULT 1
) STRICT;
CREATE INDEX mailing_address_by_account ON mailing_address (account_id, id);
CREATE UNIQUE INDEX mailing_address_one_default ON mailing_address (account_id) WHERE is_default = 1;

-- Where an account's special-invoice qualification stands. Whoever submits can never be who reviews.
CREATE TABLE qualification (
    account_id INTEGER NOT NULL PRIMARY KEY REFERENCES account (id),
    state TEXT NOT NULL CHECK (state IN ('draft', 'pending', 'approved', 'rejected', 'stale', 'revoked')),
    submitted_by INTEGER REFERENCES app_user (id),
    reviewed_by INTEGER REFERENCES app_user (id),
    CHECK (reviewed_by IS NULL OR (submitted_by IS NOT NULL AND reviewed_by <> submitted_by))
) STRICT;

CREATE TABLE application (
    id INTEGER PRIMARY KEY,
    number TEXT NOT NULL UNIQUE,
    account_id INTEGER NOT NULL REFERENCES account (id),
    state TEXT NOT NULL CHECK (state IN
        ('submitted', 'issuing', 'issued', 'delivered', 'received', 'cancelled', 'rejected', 'reversed')),
    type TEXT NOT NULL
        CHECK (type IN ('personal_general', 'enterprise_general', 'enterprise_special', 'organisation_general')),
    amount INTEGER NOT NULL CHECK (amount > 0),
    submitted_at INTEGER NOT NULL,
    submitted_on TEXT NOT NULL CHECK (length(submitted_on) = 10),
    due_on TEXT NOT NULL CHECK (length(due_on) = 10),
    due_assumes_year INTEGER,
    policy TEXT NOT NULL,
    policy_version INTEGER NOT NULL,
    buyer_name TEXT NOT NULL,
    snapshot TEXT NOT NULL,
    uncovered INTEGER NOT NULL DEFAULT 0 CHECK (uncovered >= 0),
    carrier TEXT,
    tracking_no TEXT,
    sent_to TEXT,
    FOREIGN KEY (policy, policy_version) REFERENCES policy (code, version)
) STRICT;
CREATE INDEX application_by_account ON application (account_id, id);
CREATE INDEX application_by_state ON application (state, due_on, id);
CREATE INDEX application_by_day ON application (submitted_on, id);
CREATE INDEX application_by_due ON application (due_on, id);
CREATE INDEX application_by_amount ON application (amount, id);
CREATE INDEX application_by_state_and_day ON application (state, submitted_on, id);
CREATE INDEX application_by_state_and_amount ON application (state, amount, id);
CREATE INDEX application_uncovered ON application (id) WHERE uncovered > 0;

CREATE TRIGGER application_begins_submitted BEFORE INSERT ON application WHEN NEW.state <> 'submitted'
    BEGIN SELECT RAISE(ABORT, 'an application begins as submitted'); END;
CREATE TRIGGER application_is_a_record BEFORE UPDATE OF number, account_id, type, amount, submitted_at, submitted_on,
    policy, policy_version, snapshot ON application
    BEGIN SELECT RAISE(ABORT, 'what was applied for is never changed'); END;
CREATE TRIGGER application_is_kept BEFORE DELETE ON application
    BEGIN SELECT RAISE(ABORT, 'an application is never removed'); END;
CREATE TRIGGER application_transition BEFORE UPDATE OF state ON application WHEN NOT (
    (OLD.state = 'submitted' AND NEW.state IN ('issuing', 'cancelled', 'rejected'))
    OR (OLD.state = 'issuing' AND NEW.state IN ('issued', 'cancelled', 'rejected'))
    OR (OLD.state = 'issued' AND NEW.state IN ('delivered', 'reversed'))
    OR (OLD.state = 'delivered' AND NEW.state IN ('received', 'reversed'))
    OR (OLD.state = 'received' AND NEW.state = 'reversed')
) BEGIN SELECT RAISE(ABORT, 'transition-not-allowed'); END;
CREATE TRIGGER application_issued_in_full BEFORE UPDATE OF state ON application
    WHEN NEW.state = 'issued'
    AND NEW.amount <> (SELECT coalesce(sum(gross), 0) FROM invoice WHERE application_id = NEW.id)
    BEGIN SELECT RAISE(ABORT, 'invoices do not add up to the application'); END;
CREATE TRIGGER application_taken_in_full BEFORE UPDATE OF state ON application
    WHEN NEW.state = 'issuing'
    AND NEW.amount <> (SELECT coalesce(sum(invoiced), 0) FROM application_bill WHERE application_id = NEW.id)
    BEGIN SELECT RAISE(ABORT, 'what is taken from bills does not add up to the application'); END;

CREATE TABLE application_bill (
    application_id INTEGER NOT NULL REFERENCES application (id),
    bill_id INTEGER NOT NULL REFERENCES bill (id),
    invoiced INTEGER NOT NULL CHECK (invoiced >= 0),
    PRIMARY KEY (application_id, bill_id)
) STRICT;
CREATE INDEX application_bill_by_bill ON application_bill (bill_id);

-- amount is what the application absorbed; standing is what of it still counts.
CREATE TABLE bill_offset (
    id INTEGER PRIMARY KEY,
    application_id INTEGER NOT NULL REFERENCES application (id),
    bill_id INTEGER NOT NULL REFERENCES bill (id),
    source_entry_id INTEGER REFERENCES non_invoiceable (id),
    source_bill_id INTEGER REFERENCES bill (id),
    amount INTEGER NOT NULL CHECK (amount > 0),
    standing INTEGER NOT NULL CHECK (standing BETWEEN 0 AND amount),
    CHECK ((source_entry_id IS NULL) <> (source_bill_id IS NULL))
) STRICT;
CREATE INDEX bill_offset_by_application ON bill_offset (application_id);
CREATE INDEX bill_offset_by_bill ON bill_offset (bill_id);
CREATE INDEX bill_offset_by_entry ON bill_offset (source_entry_id) WHERE source_entry_id IS NOT NULL;
CREATE INDEX bill_offset_by_source_bill ON bill_offset (source_bill_id) WHERE source_bill_id IS NOT NULL;

-- Only what is left of a bill can be used, only of a bill of the application's own account, and only when it is made.
CREATE TRIGGER application_bill_counts AFTER INSERT ON application_bill BEGIN
    SELECT RAISE(ABORT, 'what was applied for is never changed')
        WHERE (SELECT state FROM application WHERE id = NEW.application_id) <> 'submitted';
    SELECT RAISE(ABORT, 'a bill of another account')
        WHERE (SELECT account_id FROM bill WHERE id = NEW.bill_id)
            <> (SELECT account_id FROM application WHERE id = NEW.application_id);
    SELECT RAISE(ABORT, 'more than remains of the bill')
        WHERE (SELECT amount - refunded - used FROM bill WHERE id = NEW.bill_id) < NEW.invoiced;
    UPDATE bill SET used = used + NEW.invoiced WHERE id = NEW.bill_id;
END;
CREATE TRIGGER application_bill_stays BEFORE UPDATE ON application_bill
    BEGIN SELECT RAISE(ABORT, 'what was invoiced is never changed'); END;
CREATE TRIGGER application_bill_is_kept BEFORE DELETE ON application_bill
    BEGIN SELECT RAISE(ABORT, 'what was invoiced is never removed'); END;
CREATE TRIGGER bill_offset_counts AFTER INSERT ON bill_offset BEGIN
    SELECT RAISE(ABORT, 'what was applied for is never changed')
        WHERE (SELECT state FROM application WHERE id = NEW.application_id) <> 'submitted';
    SELECT RAISE(ABORT, 'an offset of another account')
        WHERE (SELECT account_id FROM application WHERE id = NEW.application_id) NOT IN (
            SELECT account_id FROM bill WHERE id = NEW.bill_id)
        OR (SELECT account_id FROM application WHERE id = NEW.application_id) NOT IN (
            SELECT account_id FROM bill WHERE id = NEW.source_bill_id
            UNION ALL SELECT account_id FROM non_invoiceable WHERE id = NEW.source_entry_id);
    SELECT RAISE(ABORT, 'an offset begins standing in full') WHERE NEW.standing <> NEW.amount;
    SELECT RAISE(ABORT, 'more than remains of the bill')
        WHERE (SELECT amount - refunded - used FROM bill WHERE id = NEW.bill_id) < NEW.standing;
    UPDATE bill SET used = used + NEW.standing WHERE id = NEW.bill_id;
    SELECT RAISE(ABORT, 'more offset than the ledger entry holds')
        WHERE NEW.source_entry_id IS NOT NULL
        AND (SELECT sum(standing) FROM bill_offset WHERE source_entry_id = NEW.source_entry_id)
            > (SELECT amount FROM non_invoiceable WHERE id = NEW.source_entry_id);
    SELECT RAISE(ABORT, 'more offset than the bill lacks')
        WHERE NEW.source_bill_id IS NOT NULL
        AND (SELECT sum(standing) FROM bill_offset WHERE source_bill_id = NEW.source_bill_id)
            > (SELECT used - amount + refunded FROM bill WHERE id = NEW.source_bill_id);
END;
CREATE TRIGGER bill_offset_given_back BEFORE UPDATE ON bill_offset BEGIN
    SELECT RAISE(ABORT, 'an offset is only ever given back') WHERE NEW.standing > OLD.standing
        OR NEW.amount <> OLD.amount OR NEW.bill_id <> OLD.bill_id OR NEW.application_id <> OLD.application_id
        OR NEW.source_entry_id IS NOT OLD.source_entry_id OR NEW.source_bill_id IS NOT OLD.source_bill_id;
    UPDATE bill SET used = used - (OLD.standing - NEW.standing) WHERE id = NEW.bill_id;
END;
CREATE TRIGGER bill_offset_is_kept BEFORE DELETE ON bill_offset
    BEGIN SELECT RAISE(ABORT, 'an offset is never removed'); END;
-- Ending an application gives back exactly what it had reserved and absorbed, once.
CREATE TRIGGER application_ends AFTER UPDATE OF state ON application
    WHEN NEW.state IN ('cancelled', 'rejected', 'reversed') BEGIN
    UPDATE bill SET used = used - (
        SELECT invoiced FROM application_bill WHERE application_id = NEW.id AND bill_id = bill.id
    ) WHERE id IN (SELECT bill_id FROM application_bill WHERE application_id = NEW.id);
    UPDATE bill_offset SET standing = 0 WHERE application_id = NEW.id AND standing > 0;
END;

CREATE TABLE invoice (
    id INTEGER PRIMARY KEY,
    application_id INTEGER NOT NULL REFERENCES application (id),
    number TEXT NOT NULL UNIQUE,
    issued_on TEXT NOT NULL CHECK (length(issued_on) = 10),
    net INTEGER NOT NULL,
    tax INTEGER NOT NULL,
    gross INTEGER NOT NULL CHECK (gross > 0),
    rate TEXT NOT NULL,
    CHECK (net + tax = gross)
) STRICT;
CREATE INDEX invoice_by_application ON invoice (application_id);
CREATE INDEX invoice_by_day ON invoice (issued_on, id);
CREATE TRIGGER invoice_of_what_is_issuing BEFORE INSERT ON invoice
    WHEN (SELECT state FROM application WHERE id = NEW.application_id) <> 'issuing'
    BEGIN SELECT RAISE(ABORT, 'invoices are entered while an application is issuing'); END;
CREATE TRIGGER invoice_stays BEFORE UPDATE ON invoice BEGIN SELECT RAISE(ABORT, 'an invoice is never changed'); END;
CREATE TRIGGER invoice_is_kept BEFORE DELETE ON invoice BEGIN SELECT RAISE(ABORT, 'an invoice is never removed'); END;

CREATE TABLE reversal (
    application_id INTEGER NOT NULL PRIMARY KEY REFERENCES application (id),
    red_number TEXT NOT NULL UNIQUE,
    reason TEXT NOT NULL CHECK (reason IN ('wrong_invoice', 'goods_returned', 'service_ended', 'allowance')),
    reversed_on TEXT NOT NULL CHECK (length(reversed_on) = 10)
) STRICT;
CREATE TRIGGER reversal_of_what_is_issued BEFORE INSERT ON reversal
    WHEN (SELECT state FROM application WHERE id = NEW.application_id) NOT IN ('issued', 'delivered', 'received', 'reversed')
    BEGIN SELECT RAISE(ABORT, 'only an issued application is reversed'); END;
CREATE TRIGGER reversal_stays BEFORE UPDATE ON reversal BEGIN SELECT RAISE(ABORT, 'a reversal is never changed'); END;
CREATE TRIGGER reversal_is_kept BEFORE DELETE ON reversal BEGIN SELECT RAISE(ABORT, 'a reversal is never removed'); END;
CREATE TRIGGER reversal_number_is_new BEFORE INSERT ON reversal
    WHEN EXISTS (SELECT 1 FROM invoice WHERE number = NEW.red_number)
    BEGIN SELECT RAISE(ABORT, 'duplicate-invoice-number'); END;
CREATE TRIGGER invoice_number_is_new BEFORE INSERT ON invoice
    WHEN EXISTS (SELECT 1 FROM reversal WHERE red_number = NEW.number)
    BEGIN SELECT RAISE(ABORT, 'duplicate-invoice-number'); END;

CREATE TABLE event (
    id INTEGER PRIMARY KEY,
    application_id INTEGER NOT NULL REFERENCES application (id),
    at INTEGER NOT NULL,
    user_id INTEGER NOT NULL REFERENCES app_user (id),
    event TEXT NOT NULL,
    note TEXT
) STRICT;
CREATE INDEX event_by_application ON event (application_id, id);
CREATE TRIGGER event_stays BEFORE UPDATE ON event BEGIN SELECT RAISE(ABORT, 'history is never changed'); END;
CREATE TRIGGER event_is_kept BEFORE DELETE ON event BEGIN SELECT RAISE(ABORT, 'history is never removed'); END;

CREATE TABLE holiday_year (
    year INTEGER PRIMARY KEY,
    days TEXT NOT NULL
) STRICT;

-- What a command with an id answered, so that sending it again does nothing and answers the same.
CREATE TABLE command_answer (
    id TEXT NOT NULL PRIMARY KEY,
    op TEXT NOT NULL,
    answer TEXT NOT NULL
) STRICT;

-- Every command that changed something, each entry's hash over its content and the hash before it.
CREATE TABLE audit (
    id INTEGER PRIMARY KEY,
    at INTEGER NOT NULL,
    user_id INTEGER NOT NULL REFERENCES app_user (id),
    op TEXT NOT NULL,
    request TEXT NOT NULL,
    hash BLOB NOT NULL CHECK (length(hash) = 32)
) STRICT;
CREATE TRIGGER audit_stays BEFORE UPDATE ON audit BEGIN SELECT RAISE(ABORT, 'the audit log is never changed'); END;
CREATE TRIGGER audit_is_kept BEFORE DELETE ON audit BEGIN SELECT RAISE(ABORT, 'the audit log is never removed'); END;

-- Customers by any part of their name or number, from one character up: the program writes the words as single
-- characters and pairs.
CREATE VIRTUAL TABLE account_search USING fts5 (words, content='', contentless_delete=1, detail=none);
