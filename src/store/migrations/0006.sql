-- What was invoiced of a bill before it came to the desk (期初已开票).

-- used is the whole of what is used of a bill: its opening too, so it begins with that.
ALTER TABLE bill ADD COLUMN opening INTEGER NOT NULL DEFAULT 0 CHECK (opening BETWEEN 0 AND amount);

-- An unpaid bill may have been invoiced elsewhere. SQLite keeps what a table checks as the text that made it; changing
-- that text, as its manual says it may be done, spares a store of a million bills from being written anew.
PRAGMA writable_schema = ON;
UPDATE sqlite_schema SET sql = replace(
    sql,
    'CHECK (paid_on IS NOT NULL OR (refunded = 0 AND used = 0))',
    'CHECK (used >= opening), CHECK (paid_on IS NOT NULL OR (refunded = 0 AND used = opening))'
) WHERE type = 'table' AND name = 'bill';
PRAGMA writable_schema = RESET;

DROP TRIGGER bill_begins_untouched;
CREATE TRIGGER bill_begins_untouched BEFORE INSERT ON bill WHEN NEW.refunded <> 0 OR NEW.used <> NEW.opening
    BEGIN SELECT RAISE(ABORT, 'a bill begins with nothing refunded or used here'); END;
CREATE TRIGGER bill_opening_stays BEFORE UPDATE OF opening ON bill WHEN NEW.opening <> OLD.opening
    BEGIN SELECT RAISE(ABORT, 'what was invoiced before is never changed'); END;
DROP TRIGGER bill_counts_what_is_there;
CREATE TRIGGER bill_counts_what_is_there AFTER UPDATE OF refunded, used ON bill
    WHEN NEW.refunded <> (SELECT coalesce(sum(amount), 0) FROM refund WHERE bill_id = NEW.id)
    OR NEW.used <> NEW.opening + (
        SELECT coalesce(sum(t.invoiced), 0) FROM application_bill t JOIN application a ON a.id = t.application_id
        WHERE t.bill_id = NEW.id AND a.state NOT IN ('cancelled', 'rejected', 'reversed')
    ) + (SELECT coalesce(sum(standing), 0) FROM bill_offset WHERE bill_id = NEW.id)
    BEGIN SELECT RAISE(ABORT, 'a bill counts what was refunded and used of it'); END;


-- Credit codes that fail their check (some issued before 2016 do), and who has seen them on the certificate.
CREATE TABLE tax_id_seen (
    tax_id TEXT NOT NULL PRIMARY KEY,
    seen_by INTEGER NOT NULL REFERENCES app_user (id),
    seen_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
