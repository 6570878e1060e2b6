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
    salt BLOB,
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
