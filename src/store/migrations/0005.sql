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
