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
