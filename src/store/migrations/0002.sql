-- Qualification review, corrections after issue, recurring invoicing, support tickets.

-- The history of submissions. qualification holds where an account stands; a submission is what was reviewed.
CREATE TABLE submission (
    id INTEGER PRIMARY KEY,
    account_id INTEGER NOT NULL REFERENCES account (id),
    state TEXT NOT NULL CHECK (state IN ('pending', 'approved', 'rejected')),
    info TEXT NOT NULL,
    submitted_at INTEGER NOT NULL,
    submitted_on TEXT NOT NULL CHECK (length(submitted_on) = 10),
    submitted_by INTEGER NOT NULL REFERENCES app_user (id),
    due_on TEXT NOT NULL CHECK (length(due_on) = 10),
    due_assumes_year INTEGER,
    reviewed_at INTEGER,
    reviewed_by INTEGER REFERENCES app_user (id),
    reasons TEXT NOT NULL DEFAULT '{}',
    held_by INTEGER REFERENCES app_user (id),
    held_at INTEGER,
    CHECK ((state = 'pending') = (reviewed_by IS NULL)),
    CHECK ((reviewed_by IS NULL) = (reviewed_at IS NULL)),
    CHECK ((held_by IS NULL) = (held_at IS NULL)),
    CONSTRAINT four_eyes CHECK (reviewed_by IS NULL OR reviewed_by <> submitted_by)
) STRICT;
CREATE UNIQUE INDEX submission_one_pending ON submission (account_id) WHERE state = 'pending';
CREATE INDEX submission_by_account ON submission (account_id, id);
CREATE INDEX submission_by_due ON submission (state, due_on, id);
CREATE TRIGGER submission_is_a_record BEFORE UPDATE OF account_id, info, submitted_at, submitted_by, due_on ON submission
    BEGIN SELECT RAISE(ABORT, 'what was submitted is never changed'); END;
CREATE TRIGGER submission_decided_once BEFORE UPDATE OF state, reviewed_by, reviewed_at, reasons ON submission
    WHEN OLD.state <> 'pending' BEGIN SELECT RAISE(ABORT, 'a submission is decided once'); END;
CREATE TRIGGER submission_is_kept BEFORE DELETE ON submission
    BEGIN SELECT RAISE(ABORT, 'history is never removed'); END;

CREATE TABLE evidence (
    id INTEGER PRIMARY KEY,
    submission_id INTEGER NOT NULL REFERENCES submission (id),
    kind TEXT NOT NULL CHECK (kind IN ('tax_certificate', 'general_taxpayer_proof')),
    sha256 TEXT NOT NULL CHECK (length(sha256) = 64),
    media TEXT NOT NULL CHECK (media IN ('jpeg', 'png', 'pdf')),
    name TEXT NOT NULL,
    bytes INTEGER NOT NULL CHECK (bytes BETWEEN 1 AND 20971520)
) STRICT;
CREATE INDEX evidence_by_submission ON evidence (submission_id);
CREATE TRIGGER evidence_stays BEFORE UPDATE ON evidence
    BEGIN SELECT RAISE(ABORT, 'evidence is never changed'); END;

CREATE TRIGGER qualification_transition BEFORE UPDATE OF state ON qualification WHEN NOT (
    OLD.state = NEW.state
    OR (OLD.state IN ('draft', 'rejected', 'stale') AND NEW.state = 'pending')
    OR (OLD.state = 'pending' AND NEW.state IN ('approved', 'rejected'))
    OR (OLD.state = 'approved' AND NEW.state IN ('stale', 'revoked'))
) BEGIN SELECT RAISE(ABORT, 'transition-not-allowed'); END;

CREATE TABLE correction (
    id INTEGER PRIMARY KEY,
    application_id INTEGER NOT NULL REFERENCES application (id),
    account_id INTEGER NOT NULL REFERENCES account (id),
    state TEXT NOT NULL CHECK (state IN ('requested', 'approved', 'rejected')),
    reason TEXT NOT NULL,
    changes TEXT NOT NULL,
    requested_at INTEGER NOT NULL,
    requested_on TEXT NOT NULL CHECK (length(requested_on) = 10),
    requested_by INTEGER NOT NULL REFERENCES app_user (id),
    decided_at INTEGER,
    decided_by INTEGER REFERENCES app_user (id),
    decision TEXT,
    replacement_id INTEGER REFERENCES application (id),
    CHECK ((state = 'requested') = (decided_by IS NULL)),
    CHECK ((state = 'approved') = (replacement_id IS NOT NULL)),
    CONSTRAINT four_eyes CHECK (decided_by IS NULL OR decided_by <> requested_by)
) STRICT;
CREATE UNIQUE INDEX correction_one_open ON correction (application_id) WHERE state = 'requested';
CREATE INDEX correction_by_account ON correction (account_id, requested_on);
CREATE TRIGGER correction_decided_once BEFORE UPDATE ON correction WHEN OLD.state <> 'requested'
    BEGIN SELECT RAISE(ABORT, 'a correction is decided once'); END;

-- A plan applies once a month, ever.
CREATE TABLE recurring_plan (
    account_id INTEGER NOT NULL PRIMARY KEY REFERENCES account (id),
    enabled INTEGER NOT NULL CHECK (enabled IN (0, 1)),
    type TEXT NOT NULL
        CHECK (type IN ('personal_general', 'enterprise_general', 'enterprise_special', 'organisation_general')),
    address_id INTEGER REFERENCES mailing_address (id) ON DELETE SET NULL,
    email TEXT,
    since TEXT NOT NULL CHECK (length(since) = 10),
    version INTEGER NOT NULL DEFAULT 1
) STRICT;
CREATE TABLE recurring_run (
    account_id INTEGER NOT NULL REFERENCES account (id),
    month TEXT NOT NULL CHECK (length(month) = 7),
    outcome TEXT NOT NULL CHECK (outcome IN ('applied', 'skipped')),
    application_id INTEGER REFERENCES application (id),
    rule TEXT,
    at INTEGER NOT NULL,
    PRIMARY KEY (account_id, month),
    CHECK ((outcome = 'applied') = (application_id IS NOT NULL)),
    CHECK ((outcome = 'skipped') = (rule IS NOT NULL))
) STRICT;
CREATE TRIGGER recurring_run_stays BEFORE UPDATE ON recurring_run
    BEGIN SELECT RAISE(ABORT, 'a run is never changed'); END;
CREATE TRIGGER recurring_run_is_kept BEFORE DELETE ON recurring_run
    BEGIN SELECT RAISE(ABORT, 'a run is never removed'); END;

CREATE TABLE ticket (
    id INTEGER PRIMARY KEY,
    account_id INTEGER NOT NULL REFERENCES account (id),
    application_id INTEGER REFERENCES application (id),
    rule TEXT NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('open', 'closed')),
    opened_at INTEGER NOT NULL,
    opened_by INTEGER NOT NULL REFERENCES app_user (id)
) STRICT;
CREATE INDEX ticket_by_state ON ticket (state, id);
CREATE INDEX ticket_by_account ON ticket (account_id, id);
CREATE TABLE ticket_note (
    id INTEGER PRIMARY KEY,
    ticket_id INTEGER NOT NULL REFERENCES ticket (id),
    at INTEGER NOT NULL,
    user_id INTEGER NOT NULL REFERENCES app_user (id),
    note TEXT NOT NULL
) STRICT;
CREATE INDEX ticket_note_by_ticket ON ticket_note (ticket_id, id);
