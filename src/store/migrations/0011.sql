-- Who can sign in. A password is kept as the PHC string of its Argon2id hash; an admin who sets another's has it changed
-- by whoever it is for. Wrong passwords are counted beside, until a right one comes: no command does that.
ALTER TABLE app_user ADD COLUMN disabled_at INTEGER;

CREATE TABLE password (
    user_id INTEGER NOT NULL PRIMARY KEY REFERENCES app_user (id),
    hash TEXT NOT NULL CHECK (hash LIKE '$argon2id$%'),
    must_change INTEGER NOT NULL CHECK (must_change IN (0, 1)),
    set_at INTEGER NOT NULL
) STRICT;

CREATE TABLE recovery_code (
    user_id INTEGER NOT NULL PRIMARY KEY REFERENCES app_user (id),
    hash TEXT NOT NULL CHECK (hash LIKE '$argon2id$%'),
    made_at INTEGER NOT NULL
) STRICT;

CREATE TABLE sign_in_failure (
    user_id INTEGER NOT NULL PRIMARY KEY REFERENCES app_user (id),
    count INTEGER NOT NULL CHECK (count > 0),
    last_at INTEGER NOT NULL
) STRICT;
