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
