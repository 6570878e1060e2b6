-- A store that cannot lie. Every command that changes a row brings the digests of the tables it changed up to date, and
-- its entry in the log says what all of them come to, signed. Entries that are older than this have none of it.

-- origin, system_user, machine: where from, and on which machine as whom, something was done. refused: the rule that
-- refused it, where it was an attempt. changes: the rows that it changed, as JSON. proof: what the digests of all tables
-- come to behind it; found: what was not as the entry before it proved, as JSON; schema_cookie: SQLite's count of the
-- changes of the schema. The hash covers all of it but the signature, which is over the hash.
ALTER TABLE audit ADD COLUMN origin TEXT CHECK (origin IN ('window', 'command_line', 'scheduler'));
ALTER TABLE audit ADD COLUMN system_user TEXT;
ALTER TABLE audit ADD COLUMN machine TEXT;
ALTER TABLE audit ADD COLUMN refused TEXT;
ALTER TABLE audit ADD COLUMN changes TEXT;
ALTER TABLE audit ADD COLUMN found TEXT;
ALTER TABLE audit ADD COLUMN proof BLOB CHECK (length(proof) = 32);
ALTER TABLE audit ADD COLUMN schema_cookie INTEGER;
ALTER TABLE audit ADD COLUMN key_id INTEGER REFERENCES signing_key (id);
ALTER TABLE audit ADD COLUMN signature BLOB CHECK (length(signature) = 64);

-- A digest of all rows of each table: a sum over hashes of its rows, so that it costs by changed row. state is the sum,
-- hash the SHA-256 over it.
CREATE TABLE table_digest (
    table_name TEXT NOT NULL PRIMARY KEY,
    row_count INTEGER NOT NULL,
    hash BLOB NOT NULL CHECK (length(hash) = 32),
    state BLOB NOT NULL CHECK (length(state) = 2048)
) STRICT, WITHOUT ROWID;

-- Who can sign in. A password is kept as the PHC string of its Argon2id hash; an admin who sets another's has it changed
-- by whoever it is for. Wrong passwords are counted beside, until a right one comes: no command does that.
ALTER TABLE app_user ADD COLUMN disabled_at INTEGER;

CREATE TABLE password (
    user_id INTEGER NOT NULL PRIMARY KEY REFERENCES app_user (id),
    password_hash TEXT NOT NULL CHECK (password_hash LIKE '$argon2id$%'),
    must_change INTEGER NOT NULL CHECK (must_change IN (0, 1)),
    set_at INTEGER NOT NULL
) STRICT;

CREATE TABLE recovery_code (
    user_id INTEGER NOT NULL PRIMARY KEY REFERENCES app_user (id),
    recovery_hash TEXT NOT NULL CHECK (recovery_hash LIKE '$argon2id$%'),
    made_at INTEGER NOT NULL
) STRICT;

CREATE TABLE sign_in_failure (
    user_id INTEGER NOT NULL PRIMARY KEY REFERENCES app_user (id),
    count INTEGER NOT NULL CHECK (count > 0),
    last_at INTEGER NOT NULL
) STRICT;

-- The keys that entries are signed with: one of each user with a password, whose private half is wrapped with it, and one
-- of each machine and user of its system for stores without sign-in, whose private half is outside the store.
CREATE TABLE signing_key (
    id INTEGER PRIMARY KEY,
    user_id INTEGER REFERENCES app_user (id),
    public BLOB NOT NULL UNIQUE CHECK (length(public) = 32),
    wrapped BLOB,
    salt TEXT CHECK (salt LIKE '$argon2id$%'),
    made_at INTEGER NOT NULL
) STRICT;
CREATE INDEX signing_key_by_user ON signing_key (user_id, id);
CREATE TRIGGER signing_key_stays BEFORE UPDATE OF id, user_id, public, made_at ON signing_key
    BEGIN SELECT RAISE(ABORT, 'a key is never another'); END;
CREATE TRIGGER signing_key_is_kept BEFORE DELETE ON signing_key
    BEGIN SELECT RAISE(ABORT, 'a key is never removed'); END;

-- What was issued by month and how promptly is told from indexes alone: invoices with what they come to, the first
-- invoice of an application, and when it was delivered.
DROP INDEX invoice_by_day;
CREATE INDEX invoice_by_day ON invoice (issued_on, id, application_id, gross);
DROP INDEX invoice_by_application;
CREATE INDEX invoice_by_application ON invoice (application_id, issued_on, id);
CREATE INDEX event_delivered ON event (application_id, event, at) WHERE event = 'delivered';

-- What an entry of the log is about, and in which field of work it is ('area'), so that the history of each is found. It
-- is written before the entry, which comes last.
CREATE TABLE audit_object (
    entry_id INTEGER NOT NULL,
    kind TEXT NOT NULL CHECK (kind IN ('application', 'bill', 'ticket', 'batch', 'bureau_batch', 'account', 'user',
        'policy', 'issuer', 'month', 'area')),
    number TEXT NOT NULL CHECK (number <> ''),
    PRIMARY KEY (kind, number, entry_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX audit_object_by_entry ON audit_object (entry_id, kind, number);
CREATE INDEX audit_by_at ON audit (at);
CREATE INDEX audit_by_user ON audit (user_id);
CREATE INDEX audit_by_op ON audit (op);
CREATE INDEX audit_refused ON audit (id) WHERE refused IS NOT NULL;

-- Entries that are older than this: the field of work by the op, what they are about by what their request names.
INSERT INTO audit_object (entry_id, kind, number)
SELECT id, 'area', CASE
    WHEN op IN ('save_invoice_info', 'submit_qualification', 'hold_qualification', 'release_qualification',
        'approve_qualification', 'reject_qualification', 'revoke_qualification') THEN 'qualification'
    WHEN op IN ('add_account', 'set_account_status', 'add_bill', 'pay_bill', 'add_top_up', 'add_refund',
        'add_non_invoiceable', 'correct_bill', 'remove_bill', 'remove_refund', 'remove_non_invoiceable', 'save_address',
        'remove_address', 'set_mail_preference', 'import', 'undo_import', 'forget_import_word',
        'forget_import_column') THEN 'bill'
    WHEN op IN ('add_user', 'change_user', 'set_default_user', 'add_issuer', 'change_issuer', 'copy_policy',
        'change_policy', 'add_holidays', 'set_mail', 'set_mail_template', 'set_backup_folder', 'import_tax_codes',
        'restore') THEN 'manage'
    ELSE 'application' END
FROM audit;
INSERT OR IGNORE INTO audit_object (entry_id, kind, number)
SELECT a.id, CASE j.key
        WHEN 'bill_no' THEN 'bill'
        WHEN 'name' THEN 'user'
        WHEN 'code' THEN CASE WHEN a.op IN ('add_issuer', 'change_issuer') THEN 'issuer' ELSE 'policy' END
        WHEN 'batch' THEN CASE WHEN a.op IN ('import', 'undo_import') THEN 'batch' ELSE 'bureau_batch' END
        ELSE j.key END,
    j.value
FROM audit a, json_each(CASE WHEN json_valid(a.request) AND json_type(a.request) = 'object' THEN a.request ELSE '{}' END) j
WHERE j.type = 'text' AND j.value <> '' AND (j.key IN ('account', 'application', 'bill_no', 'ticket', 'issuer', 'batch')
    OR (j.key = 'name' AND a.op IN ('add_user', 'change_user'))
    OR (j.key = 'code' AND a.op IN ('add_issuer', 'change_issuer', 'copy_policy', 'change_policy')));
-- Which application was submitted stands in no request: it is the one of that time and account.
INSERT OR IGNORE INTO audit_object (entry_id, kind, number)
SELECT e.id, 'application', p.number
FROM application p
JOIN account c ON c.id = p.account_id
JOIN audit e ON e.at = p.submitted_at AND e.op = 'submit_application'
JOIN audit_object o ON o.entry_id = e.id AND o.kind = 'account' AND o.number = c.code;
INSERT OR IGNORE INTO audit_object (entry_id, kind, number)
SELECT o.entry_id, 'account', c.code FROM audit_object o
JOIN application p ON o.kind = 'application' AND p.number = o.number JOIN account c ON c.id = p.account_id
UNION
SELECT o.entry_id, 'account', c.code FROM audit_object o
JOIN bill b ON o.kind = 'bill' AND b.bill_no = o.number JOIN account c ON c.id = b.account_id
UNION
SELECT o.entry_id, 'account', c.code FROM audit_object o
JOIN ticket t ON o.kind = 'ticket' AND t.id = CAST(o.number AS INTEGER) JOIN account c ON c.id = t.account_id;

-- The months that were sealed, each as often as that was done: the newest entry of the log that the seal is of, the SHA-256
-- of its manifest, and the entry that says so. Whatever changes figures of such a month later says so in its own entry.
CREATE TABLE seal (
    entry_id INTEGER NOT NULL PRIMARY KEY,
    month TEXT NOT NULL CHECK (length(month) = 7),
    last_day TEXT NOT NULL CHECK (length(last_day) = 10),
    sealed_at INTEGER NOT NULL,
    user_id INTEGER NOT NULL REFERENCES app_user (id),
    head_entry INTEGER NOT NULL CHECK (head_entry < entry_id),
    head_hash BLOB NOT NULL CHECK (length(head_hash) = 32),
    manifest_hash BLOB NOT NULL CHECK (length(manifest_hash) = 32)
) STRICT;
CREATE INDEX seal_by_month ON seal (month, entry_id);
CREATE INDEX seal_by_day ON seal (last_day, month);
CREATE TRIGGER seal_stays BEFORE UPDATE ON seal BEGIN SELECT RAISE(ABORT, 'a seal is never changed'); END;
CREATE TRIGGER seal_is_kept BEFORE DELETE ON seal BEGIN SELECT RAISE(ABORT, 'a seal is never removed'); END;

-- Requests that a second person take a step of an application. is_open: it waits, or was refused and whoever asked has
-- not taken note of that. ended_by is who took the step, withdrew the request, refused it, or ended the application.
-- returned: the numbers of the invoices, one a line, that came back from the tax bureau for it: the step is done there.
CREATE TABLE step_request (
    id INTEGER PRIMARY KEY,
    application_id INTEGER NOT NULL REFERENCES application (id),
    step TEXT NOT NULL CHECK (step IN ('issue', 'reverse')),
    state TEXT NOT NULL CHECK (state IN ('waiting', 'done', 'withdrawn', 'refused', 'lapsed')),
    is_open INTEGER NOT NULL CHECK (is_open IN (0, 1)),
    note TEXT,
    requested_by INTEGER NOT NULL REFERENCES app_user (id),
    requested_at INTEGER NOT NULL,
    ended_by INTEGER REFERENCES app_user (id),
    ended_at INTEGER,
    reason TEXT,
    returned TEXT CHECK (returned <> ''),
    CHECK (state <> 'waiting' OR is_open = 1),
    CHECK (is_open = 0 OR state IN ('waiting', 'refused')),
    CHECK ((state = 'waiting') = (ended_at IS NULL) AND (ended_at IS NULL) = (ended_by IS NULL)),
    CHECK ((state = 'refused') = (reason IS NOT NULL)),
    CHECK (state <> 'refused' OR ended_by <> requested_by)
) STRICT;
CREATE UNIQUE INDEX step_request_one_open ON step_request (application_id, step) WHERE is_open = 1;
CREATE INDEX step_request_by_application ON step_request (application_id, id);

-- Whether a second person had to take a step when it was taken; nothing: it is no such step, or older than this.
ALTER TABLE event ADD COLUMN second_person INTEGER CHECK (second_person IN (0, 1));
CREATE INDEX event_of_second_person ON event (application_id, id) WHERE second_person = 1;

-- Who else did what happened: the service by which it was done for user_id, or who had last changed the plan that applied.
ALTER TABLE event ADD COLUMN also_by INTEGER REFERENCES app_user (id);
ALTER TABLE recurring_plan ADD COLUMN set_by INTEGER REFERENCES app_user (id);
UPDATE recurring_plan SET set_by = (
    SELECT e.user_id FROM account c
    JOIN audit_object o ON o.kind = 'account' AND o.number = c.code
    JOIN audit e ON e.id = o.entry_id AND e.op = 'set_recurring'
    WHERE c.id = recurring_plan.account_id ORDER BY e.id DESC LIMIT 1
);
