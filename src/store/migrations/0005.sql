-- A command's id answers for one request alone, whose SHA-256 is kept with the answer. Answers that older versions kept
-- have none: there the name of the command has to do.
ALTER TABLE command_answer ADD COLUMN request BLOB CHECK (length(request) = 32);
CREATE TRIGGER command_answer_has_its_request BEFORE INSERT ON command_answer WHEN NEW.request IS NULL
    BEGIN SELECT RAISE(ABORT, 'an answer is kept with its request'); END;
-- A refusal is not kept: what was refused may be tried again. Older versions kept them.
DROP TRIGGER command_answer_is_kept;
DELETE FROM command_answer WHERE answer LIKE '{"refusal":%';
CREATE TRIGGER command_answer_is_kept BEFORE DELETE ON command_answer
    BEGIN SELECT RAISE(ABORT, 'an answer is never removed'); END;

-- The program itself, which runs plans of recurring invoicing, is entered as 0 when it first does. It has no role, and
-- nobody can be it.
CREATE TRIGGER app_user_is_entered_once BEFORE INSERT ON app_user
    WHEN EXISTS (SELECT 1 FROM app_user WHERE id = NEW.id OR name = NEW.name)
    BEGIN SELECT RAISE(ABORT, 'the name of a user is used once'); END;
CREATE TRIGGER app_user_program_begins BEFORE INSERT ON app_user WHEN NEW.id = 0 AND NEW.roles <> '[]'
    BEGIN SELECT RAISE(ABORT, 'nobody is the program'); END;
CREATE TRIGGER app_user_program_stays BEFORE UPDATE ON app_user WHEN OLD.id = 0 OR NEW.id = 0
    BEGIN SELECT RAISE(ABORT, 'nobody is the program'); END;

-- A red-letter invoice reverses one invoice, and names it. Earlier desks kept one for a whole application, and none
-- where a correction was approved without its number.

-- Its rows are asked for again when the table is made anew.
DROP TRIGGER invoice_number_is_new;
ALTER TABLE reversal RENAME TO old_reversal;
CREATE TABLE reversal (
    application_id INTEGER NOT NULL REFERENCES application (id),
    red_number TEXT NOT NULL PRIMARY KEY,
    reason TEXT NOT NULL CHECK (reason IN ('wrong_invoice', 'goods_returned', 'service_ended', 'allowance')),
    reversed_on TEXT NOT NULL CHECK (length(reversed_on) = 10),
    -- Without one: an earlier desk took it for several invoices, and did not ask for which of them it is.
    invoice_id INTEGER UNIQUE REFERENCES invoice (id)
) STRICT;
INSERT INTO reversal (application_id, red_number, reason, reversed_on, invoice_id)
SELECT o.application_id, o.red_number, o.reason, o.reversed_on,
    (SELECT max(i.id) FROM invoice i WHERE i.application_id = o.application_id HAVING count(*) = 1)
FROM old_reversal o ORDER BY o.application_id;
DROP TABLE old_reversal;
CREATE INDEX reversal_of_application ON reversal (application_id);

CREATE TRIGGER reversal_of_what_is_issued BEFORE INSERT ON reversal
    WHEN (SELECT state FROM application WHERE id = NEW.application_id) NOT IN ('issued', 'delivered', 'received', 'reversed')
    BEGIN SELECT RAISE(ABORT, 'only an issued application is reversed'); END;
CREATE TRIGGER reversal_of_its_invoice BEFORE INSERT ON reversal
    WHEN NOT EXISTS (SELECT 1 FROM invoice WHERE id = NEW.invoice_id AND application_id = NEW.application_id)
    BEGIN SELECT RAISE(ABORT, 'a red-letter invoice reverses one of its application'); END;
CREATE TRIGGER reversal_is_entered_once BEFORE INSERT ON reversal
    WHEN EXISTS (SELECT 1 FROM reversal WHERE invoice_id = NEW.invoice_id OR red_number = NEW.red_number)
    BEGIN SELECT RAISE(ABORT, 'duplicate-invoice-number'); END;
CREATE TRIGGER reversal_number_is_new BEFORE INSERT ON reversal
    WHEN EXISTS (SELECT 1 FROM invoice WHERE number = NEW.red_number)
    BEGIN SELECT RAISE(ABORT, 'duplicate-invoice-number'); END;
CREATE TRIGGER invoice_number_is_new BEFORE INSERT ON invoice
    WHEN EXISTS (SELECT 1 FROM reversal WHERE red_number = NEW.number)
    BEGIN SELECT RAISE(ABORT, 'duplicate-invoice-number'); END;
-- Which invoice it is of may be said later, where it was not asked for; everything else stays.
CREATE TRIGGER reversal_stays BEFORE UPDATE ON reversal
    WHEN OLD.invoice_id IS NOT NULL OR NEW.application_id <> OLD.application_id
    OR NEW.red_number <> OLD.red_number OR NEW.reason <> OLD.reason OR NEW.reversed_on <> OLD.reversed_on
    OR NOT EXISTS (SELECT 1 FROM invoice WHERE id = NEW.invoice_id AND application_id = NEW.application_id)
    BEGIN SELECT RAISE(ABORT, 'a reversal is never changed'); END;
CREATE TRIGGER reversal_is_kept BEFORE DELETE ON reversal BEGIN SELECT RAISE(ABORT, 'a reversal is never removed'); END;
CREATE TRIGGER application_reversed_by_number BEFORE UPDATE OF state ON application
    WHEN NEW.state = 'reversed' AND OLD.state <> 'reversed' AND EXISTS (
        SELECT 1 FROM invoice i WHERE i.application_id = NEW.id
        AND NOT EXISTS (SELECT 1 FROM reversal r WHERE r.invoice_id = i.id)
    ) BEGIN SELECT RAISE(ABORT, 'a reversal names a red-letter invoice for each invoice'); END;

-- The applications that an earlier desk reversed without the numbers: they take them by reverse_application.
CREATE TABLE reversed_without_numbers (
    application_id INTEGER NOT NULL PRIMARY KEY REFERENCES application (id)
) STRICT;
INSERT INTO reversed_without_numbers (application_id)
SELECT a.id FROM application a WHERE a.state = 'reversed' AND EXISTS (
    SELECT 1 FROM invoice i WHERE i.application_id = a.id
    AND NOT EXISTS (SELECT 1 FROM reversal r WHERE r.invoice_id = i.id)
);
CREATE TRIGGER reversed_without_numbers_is_over BEFORE INSERT ON reversed_without_numbers
    BEGIN SELECT RAISE(ABORT, 'a reversal names a red-letter invoice for each invoice'); END;
CREATE TRIGGER reversed_without_numbers_stays BEFORE UPDATE ON reversed_without_numbers
    BEGIN SELECT RAISE(ABORT, 'history is never changed'); END;
CREATE TRIGGER reversed_without_numbers_is_kept BEFORE DELETE ON reversed_without_numbers
    BEGIN SELECT RAISE(ABORT, 'history is never removed'); END;

-- Who last changed invoice info is never who reviews it, whoever submitted it: so that is kept, and a submission says
-- of whom its info is. Saving what is there already changes nothing.
ALTER TABLE invoice_info ADD COLUMN changed_by INTEGER REFERENCES app_user (id);
ALTER TABLE submission ADD COLUMN changed_by INTEGER REFERENCES app_user (id);

-- What was saved before is found in the audit log; where that says nothing, it stays unknown. So it stays for what was
-- decided already, by the rule of its day.
CREATE TEMP TABLE info_change AS
    SELECT id, at, user_id, account, type FROM (
        SELECT id, at, user_id, account, type, info, lag(info) OVER (PARTITION BY account, type ORDER BY id) AS before
        FROM (
            SELECT id, at, user_id, json_extract(request, '$.account') AS account,
                json_extract(request, '$.type') AS type,
                json_array(
                    json_extract(request, '$.name'), json_extract(request, '$.tax_id'),
                    json_extract(request, '$.address'), json_extract(request, '$.phone'),
                    json_extract(request, '$.bank'), json_extract(request, '$.bank_account')
                ) AS info
            FROM audit WHERE op = 'save_invoice_info' AND json_valid(request)
        )
    ) WHERE info IS NOT before;
CREATE INDEX temp.info_change_by_account ON info_change (account, type, id);
UPDATE invoice_info SET changed_by = (
    SELECT c.user_id FROM info_change c JOIN account a ON a.code = c.account
    WHERE a.id = invoice_info.account_id AND c.type = invoice_info.type ORDER BY c.id DESC LIMIT 1
);
UPDATE submission SET changed_by = (
    SELECT c.user_id FROM info_change c JOIN account a ON a.code = c.account
    WHERE a.id = submission.account_id AND c.type = 'enterprise_special' AND c.at <= submission.submitted_at
    ORDER BY c.id DESC LIMIT 1
) WHERE state = 'pending';
DROP TABLE info_change;
-- Who may not decide on it works on it no longer.
UPDATE submission SET held_by = NULL, held_at = NULL WHERE state = 'pending' AND held_by = changed_by;

CREATE TRIGGER invoice_info_is_of_who_entered_it BEFORE INSERT ON invoice_info
    WHEN NEW.changed_by IS NOT NEW.saved_by
    BEGIN SELECT RAISE(ABORT, 'who changes invoice info is named'); END;
CREATE TRIGGER invoice_info_is_of_who_changed_it BEFORE UPDATE ON invoice_info
    WHEN NEW.changed_by IS NOT CASE
        WHEN NEW.name IS OLD.name AND NEW.tax_id IS OLD.tax_id AND NEW.address IS OLD.address
            AND NEW.phone IS OLD.phone AND NEW.bank IS OLD.bank AND NEW.bank_account IS OLD.bank_account
        THEN OLD.changed_by ELSE NEW.saved_by END
    BEGIN SELECT RAISE(ABORT, 'who changes invoice info is named'); END;

CREATE TRIGGER submission_says_who_changed BEFORE INSERT ON submission
    WHEN NEW.changed_by IS NOT (
        SELECT changed_by FROM invoice_info WHERE account_id = NEW.account_id AND type = 'enterprise_special'
    ) BEGIN SELECT RAISE(ABORT, 'a submission says who changed the info'); END;
CREATE TRIGGER submission_keeps_who_changed BEFORE UPDATE OF changed_by ON submission
    BEGIN SELECT RAISE(ABORT, 'what was submitted is never changed'); END;
CREATE TRIGGER submission_decided_by_another BEFORE UPDATE OF reviewed_by ON submission
    WHEN NEW.reviewed_by IN (NEW.submitted_by, NEW.changed_by) BEGIN SELECT RAISE(ABORT, 'four-eyes'); END;
DROP TRIGGER submission_held_by_another;
CREATE TRIGGER submission_held_by_another BEFORE UPDATE OF held_by ON submission
    WHEN NEW.held_by IN (NEW.submitted_by, NEW.changed_by) BEGIN SELECT RAISE(ABORT, 'four-eyes'); END;

-- What was revoked is submitted anew; what was approved is approved again when it is put back exactly.
DROP TRIGGER qualification_transition;
CREATE TRIGGER qualification_transition BEFORE UPDATE OF state ON qualification WHEN NOT (
    OLD.state = NEW.state
    OR (OLD.state IN ('draft', 'rejected', 'stale', 'revoked') AND NEW.state = 'pending')
    OR (OLD.state = 'pending' AND NEW.state IN ('approved', 'rejected'))
    OR (OLD.state = 'approved' AND NEW.state IN ('stale', 'revoked'))
    OR (OLD.state = 'stale' AND NEW.state = 'approved')
) BEGIN SELECT RAISE(ABORT, 'transition-not-allowed'); END;
CREATE TRIGGER qualification_is_restored BEFORE UPDATE OF state ON qualification
    WHEN OLD.state = 'stale' AND NEW.state = 'approved' AND NOT EXISTS (
        SELECT 1 FROM submission s
        JOIN invoice_info i ON i.account_id = s.account_id AND i.type = 'enterprise_special'
        WHERE s.id = (SELECT max(id) FROM submission WHERE account_id = NEW.account_id)
        AND s.state = 'approved'
        AND json_extract(s.info, '$.name') IS i.name AND json_extract(s.info, '$.tax_id') IS i.tax_id
        AND json_extract(s.info, '$.address') IS i.address AND json_extract(s.info, '$.phone') IS i.phone
        AND json_extract(s.info, '$.bank') IS i.bank AND json_extract(s.info, '$.bank_account') IS i.bank_account
    ) BEGIN SELECT RAISE(ABORT, 'it is not what was approved'); END;
