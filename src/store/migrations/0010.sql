-- What was typed into a form and not sent, so that nothing typed is lost: one of each form, account and object a user.
CREATE TABLE draft (
    id INTEGER PRIMARY KEY,
    user_id INTEGER NOT NULL REFERENCES app_user (id),
    account_id INTEGER REFERENCES account (id) ON DELETE CASCADE,
    form TEXT NOT NULL CHECK (form <> ''),
    object TEXT CHECK (object <> ''),
    content TEXT NOT NULL CHECK (content <> ''),
    changed_at INTEGER NOT NULL
) STRICT;
CREATE UNIQUE INDEX draft_once ON draft (user_id, form, coalesce(account_id, 0), coalesce(object, ''));
CREATE INDEX draft_by_account ON draft (account_id) WHERE account_id IS NOT NULL;

-- The last step of an application can be taken back: what it was sent with is forgotten then, and its timeline says so.
DROP TRIGGER application_transition;
CREATE TRIGGER application_transition BEFORE UPDATE OF state ON application WHEN NOT (
    (OLD.state = 'submitted' AND NEW.state IN ('issuing', 'cancelled', 'rejected'))
    OR (OLD.state = 'issuing' AND NEW.state IN ('issued', 'cancelled', 'rejected', 'submitted'))
    OR (OLD.state = 'issued' AND NEW.state IN ('delivered', 'reversed'))
    OR (OLD.state = 'delivered' AND NEW.state IN ('received', 'reversed', 'issued'))
    OR (OLD.state = 'received' AND NEW.state IN ('reversed', 'delivered'))
) BEGIN SELECT RAISE(ABORT, 'transition-not-allowed'); END;
