-- Policies of the desk's own, with who made which version; issuers and users that are edited; invoice items of an
-- issuer's own, with dated rates.

-- Who made a version of a policy, and what it was copied from. The policies that came with the program have none.
CREATE TABLE policy_version (
    code TEXT NOT NULL,
    version INTEGER NOT NULL,
    copied_from TEXT,
    copied_version INTEGER,
    made_at INTEGER NOT NULL,
    made_by INTEGER NOT NULL REFERENCES app_user (id),
    PRIMARY KEY (code, version),
    FOREIGN KEY (code, version) REFERENCES policy (code, version),
    FOREIGN KEY (copied_from, copied_version) REFERENCES policy (code, version),
    CHECK ((version = 1) = (copied_from IS NOT NULL)),
    CHECK ((copied_from IS NULL) = (copied_version IS NULL))
) STRICT;
CREATE TRIGGER policy_version_stays BEFORE UPDATE ON policy_version
    BEGIN SELECT RAISE(ABORT, 'a version of a policy is never changed'); END;
CREATE TRIGGER policy_version_is_kept BEFORE DELETE ON policy_version
    BEGIN SELECT RAISE(ABORT, 'a version of a policy is never removed'); END;
CREATE TRIGGER policy_is_kept BEFORE DELETE ON policy
    BEGIN SELECT RAISE(ABORT, 'a version of a policy is never removed'); END;
CREATE TRIGGER policy_counts_up BEFORE INSERT ON policy
    WHEN NEW.version <> 1 + coalesce((SELECT max(version) FROM policy WHERE code = NEW.code), 0)
    BEGIN SELECT RAISE(ABORT, 'the versions of a policy count up by one'); END;
CREATE TRIGGER policy_of_the_program_stays BEFORE INSERT ON policy
    WHEN NEW.version > 1 AND NOT EXISTS (SELECT 1 FROM policy_version WHERE code = NEW.code)
    BEGIN SELECT RAISE(ABORT, 'a policy that came with the program is never changed'); END;

ALTER TABLE issuer ADD COLUMN version INTEGER NOT NULL DEFAULT 1;
CREATE TRIGGER issuer_keeps_its_code BEFORE UPDATE OF code ON issuer WHEN NEW.code <> OLD.code
    BEGIN SELECT RAISE(ABORT, 'the code of an issuer is never changed'); END;
CREATE TRIGGER issuer_is_kept BEFORE DELETE ON issuer
    BEGIN SELECT RAISE(ABORT, 'an issuer is never removed'); END;

-- An issuer without items of its own uses its policy's.
CREATE TABLE issuer_item (
    issuer_id INTEGER NOT NULL REFERENCES issuer (id),
    place INTEGER NOT NULL CHECK (place >= 0),
    name TEXT NOT NULL CHECK (name <> ''),
    short_name TEXT NOT NULL CHECK (short_name <> ''),
    tax_code TEXT NOT NULL CHECK (length(tax_code) = 19),
    PRIMARY KEY (issuer_id, place)
) STRICT;
CREATE TABLE issuer_item_rate (
    issuer_id INTEGER NOT NULL,
    place INTEGER NOT NULL,
    from_on TEXT NOT NULL CHECK (length(from_on) = 10),
    rate TEXT NOT NULL,
    PRIMARY KEY (issuer_id, place, from_on),
    FOREIGN KEY (issuer_id, place) REFERENCES issuer_item (issuer_id, place) ON DELETE CASCADE
) STRICT;

ALTER TABLE app_user ADD COLUMN version INTEGER NOT NULL DEFAULT 1;
CREATE TRIGGER app_user_is_kept BEFORE DELETE ON app_user
    BEGIN SELECT RAISE(ABORT, 'a user is never removed'); END;
CREATE TRIGGER app_user_last_admin BEFORE UPDATE OF roles ON app_user
    WHEN OLD.roles LIKE '%"admin"%' AND NEW.roles NOT LIKE '%"admin"%'
    AND NOT EXISTS (SELECT 1 FROM app_user WHERE id <> OLD.id AND roles LIKE '%"admin"%')
    BEGIN SELECT RAISE(ABORT, 'somebody has to be an admin'); END;
