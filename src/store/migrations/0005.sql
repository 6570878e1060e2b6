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
