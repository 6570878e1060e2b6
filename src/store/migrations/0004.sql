-- What the store keeps by itself, whoever writes to it: the gaps that earlier versions left.

-- SQLite removes a row that REPLACE puts another in the place of without asking any trigger. So nothing that is kept
-- may be entered under a number that is there.
CREATE TRIGGER bill_is_entered_once BEFORE INSERT ON bill
    WHEN EXISTS (SELECT 1 FROM bill WHERE id = NEW.id OR bill_no = NEW.bill_no)
    BEGIN SELECT RAISE(ABORT, 'the number of a bill is used once'); END;
CREATE TRIGGER refund_is_entered_once BEFORE INSERT ON refund WHEN EXISTS (SELECT 1 FROM refund WHERE id = NEW.id)
    BEGIN SELECT RAISE(ABORT, 'a refund is never changed'); END;
CREATE TRIGGER top_up_is_entered_once BEFORE INSERT ON top_up WHEN EXISTS (SELECT 1 FROM top_up WHERE id = NEW.id)
    BEGIN SELECT RAISE(ABORT, 'a top-up is never changed'); END;
CREATE TRIGGER non_invoiceable_is_entered_once BEFORE INSERT ON non_invoiceable
    WHEN EXISTS (SELECT 1 FROM non_invoiceable WHERE id = NEW.id)
    BEGIN SELECT RAISE(ABORT, 'a ledger entry is never changed'); END;
CREATE TRIGGER application_is_made_once BEFORE INSERT ON application
    WHEN EXISTS (SELECT 1 FROM application WHERE id = NEW.id OR number = NEW.number)
    BEGIN SELECT RAISE(ABORT, 'the number of an application is used once'); END;
CREATE TRIGGER application_bill_is_made_once BEFORE INSERT ON application_bill
    WHEN EXISTS (
        SELECT 1 FROM application_bill WHERE application_id = NEW.application_id AND bill_id = NEW.bill_id
    ) BEGIN SELECT RAISE(ABORT, 'what was invoiced is never changed'); END;
CREATE TRIGGER bill_offset_is_made_once BEFORE INSERT ON bill_offset
    WHEN EXISTS (SELECT 1 FROM bill_offset WHERE id = NEW.id)
    BEGIN SELECT RAISE(ABORT, 'an offset is only ever given back'); END;
CREATE TRIGGER invoice_is_entered_once BEFORE INSERT ON invoice
    WHEN EXISTS (SELECT 1 FROM invoice WHERE id = NEW.id OR number = NEW.number)
    BEGIN SELECT RAISE(ABORT, 'duplicate-invoice-number'); END;
CREATE TRIGGER reversal_is_entered_once BEFORE INSERT ON reversal
    WHEN EXISTS (SELECT 1 FROM reversal WHERE application_id = NEW.application_id OR red_number = NEW.red_number)
    BEGIN SELECT RAISE(ABORT, 'duplicate-invoice-number'); END;
CREATE TRIGGER event_is_written_once BEFORE INSERT ON event WHEN EXISTS (SELECT 1 FROM event WHERE id = NEW.id)
    BEGIN SELECT RAISE(ABORT, 'history is never changed'); END;
CREATE TRIGGER audit_grows_at_its_end BEFORE INSERT ON audit
    WHEN NEW.id <> 1 + coalesce((SELECT max(id) FROM audit), 0)
    BEGIN SELECT RAISE(ABORT, 'the audit log only grows at its end'); END;
CREATE TRIGGER recurring_run_once BEFORE INSERT ON recurring_run
    WHEN EXISTS (SELECT 1 FROM recurring_run WHERE account_id = NEW.account_id AND month = NEW.month)
    BEGIN SELECT RAISE(ABORT, 'recurring-already-run'); END;

-- What a bill counts as refunded and used is nobody's to say: it is what its refunds, applications and offsets add
-- up to, at every moment.
CREATE TRIGGER bill_counts_what_is_there AFTER UPDATE OF refunded, used ON bill
    WHEN NEW.refunded <> (SELECT coalesce(sum(amount), 0) FROM refund WHERE bill_id = NEW.id)
    OR NEW.used <> (
        SELECT coalesce(sum(t.invoiced), 0) FROM application_bill t JOIN application a ON a.id = t.application_id
        WHERE t.bill_id = NEW.id AND a.state NOT IN ('cancelled', 'rejected', 'reversed')
    ) + (SELECT coalesce(sum(standing), 0) FROM bill_offset WHERE bill_id = NEW.id)
    BEGIN SELECT RAISE(ABORT, 'a bill counts what was refunded and used of it'); END;
-- The offset itself has to be changed first, so that the sum is right when the bill is.
DROP TRIGGER bill_offset_given_back;
CREATE TRIGGER bill_offset_given_back BEFORE UPDATE ON bill_offset
    WHEN NEW.standing > OLD.standing OR NEW.amount <> OLD.amount OR NEW.bill_id <> OLD.bill_id OR NEW.id <> OLD.id
    OR NEW.application_id <> OLD.application_id
    OR NEW.source_entry_id IS NOT OLD.source_entry_id OR NEW.source_bill_id IS NOT OLD.source_bill_id
    BEGIN SELECT RAISE(ABORT, 'an offset is only ever given back'); END;
CREATE TRIGGER bill_offset_gives_back AFTER UPDATE ON bill_offset WHEN NEW.standing < OLD.standing
    BEGIN UPDATE bill SET used = used - (OLD.standing - NEW.standing) WHERE id = NEW.bill_id; END;

-- Its dates decide until when a bill is invoiced and from when it blocks the account.
CREATE TRIGGER bill_dates_stay BEFORE UPDATE OF id, kind, billed_on, due_on ON bill
    WHEN NEW.id <> OLD.id OR NEW.kind <> OLD.kind OR NEW.billed_on <> OLD.billed_on OR NEW.due_on <> OLD.due_on
    BEGIN SELECT RAISE(ABORT, 'the dates and kind of a bill are never changed'); END;
CREATE TRIGGER bill_is_paid_once BEFORE UPDATE OF paid_on ON bill
    WHEN OLD.paid_on IS NOT NULL AND NEW.paid_on IS NOT OLD.paid_on
    BEGIN SELECT RAISE(ABORT, 'a bill is paid once'); END;

CREATE TRIGGER application_promise_stays BEFORE UPDATE OF id, due_on, due_assumes_year, buyer_name ON application
    BEGIN SELECT RAISE(ABORT, 'what was applied for is never changed'); END;
CREATE TRIGGER application_sent_once BEFORE UPDATE OF carrier, tracking_no, sent_to ON application
    WHEN OLD.state <> 'issued' BEGIN SELECT RAISE(ABORT, 'how it was sent is written when it is sent'); END;
CREATE TRIGGER application_sent_somehow BEFORE UPDATE OF state ON application
    WHEN OLD.state = 'issued' AND NEW.state = 'delivered'
    AND NEW.sent_to IS NULL AND (NEW.carrier IS NULL OR NEW.tracking_no IS NULL)
    BEGIN SELECT RAISE(ABORT, 'it was not said how it was sent'); END;

-- Where a qualification stands is what the reviews of its submissions came to. Submitting, approving and rejecting
-- write the submission first.
CREATE TRIGGER qualification_is_kept BEFORE DELETE ON qualification
    BEGIN SELECT RAISE(ABORT, 'a qualification is never removed'); END;
CREATE TRIGGER qualification_stays_with_its_account BEFORE UPDATE OF account_id ON qualification
    BEGIN SELECT RAISE(ABORT, 'a qualification is of one account'); END;
CREATE TRIGGER qualification_begins AFTER INSERT ON qualification WHEN NEW.state NOT IN ('draft', 'pending')
    BEGIN SELECT RAISE(ABORT, 'transition-not-allowed'); END;
CREATE TRIGGER qualification_begins_pending AFTER INSERT ON qualification
    WHEN NEW.state = 'pending'
    AND NOT EXISTS (SELECT 1 FROM submission WHERE account_id = NEW.account_id AND state = 'pending')
    BEGIN SELECT RAISE(ABORT, 'nothing was submitted'); END;
CREATE TRIGGER qualification_pends BEFORE UPDATE ON qualification
    WHEN NEW.state = 'pending' AND NOT EXISTS (
        SELECT 1 FROM submission
        WHERE account_id = NEW.account_id AND state = 'pending' AND submitted_by = NEW.submitted_by
    ) BEGIN SELECT RAISE(ABORT, 'nothing was submitted'); END;
CREATE TRIGGER qualification_is_decided BEFORE UPDATE ON qualification
    WHEN NEW.state IN ('approved', 'rejected') AND NOT EXISTS (
        SELECT 1 FROM submission s
        WHERE s.id = (SELECT max(id) FROM submission WHERE account_id = NEW.account_id)
        AND s.state = NEW.state AND s.submitted_by = NEW.submitted_by AND s.reviewed_by = NEW.reviewed_by
    ) BEGIN SELECT RAISE(ABORT, 'no review came to this'); END;

CREATE TRIGGER submission_begins_pending BEFORE INSERT ON submission WHEN NEW.state <> 'pending'
    BEGIN SELECT RAISE(ABORT, 'a submission begins as pending'); END;
CREATE TRIGGER submission_is_made_once BEFORE INSERT ON submission
    WHEN EXISTS (
        SELECT 1 FROM submission WHERE id = NEW.id OR (account_id = NEW.account_id AND state = 'pending')
    ) BEGIN SELECT RAISE(ABORT, 'what was submitted is never changed'); END;
CREATE TRIGGER submission_terms_stay BEFORE UPDATE OF id, submitted_on, due_assumes_year ON submission
    BEGIN SELECT RAISE(ABORT, 'what was submitted is never changed'); END;
CREATE TRIGGER submission_held_by_another BEFORE UPDATE OF held_by ON submission
    WHEN NEW.held_by = NEW.submitted_by BEGIN SELECT RAISE(ABORT, 'four-eyes'); END;
CREATE TRIGGER evidence_is_kept BEFORE DELETE ON evidence
    BEGIN SELECT RAISE(ABORT, 'evidence is never removed'); END;
CREATE TRIGGER evidence_of_what_is_pending BEFORE INSERT ON evidence
    WHEN EXISTS (SELECT 1 FROM evidence WHERE id = NEW.id)
    OR (SELECT state FROM submission WHERE id = NEW.submission_id) <> 'pending'
    BEGIN SELECT RAISE(ABORT, 'evidence is never changed'); END;

CREATE TRIGGER correction_begins_requested BEFORE INSERT ON correction WHEN NEW.state <> 'requested'
    BEGIN SELECT RAISE(ABORT, 'a correction begins as requested'); END;
CREATE TRIGGER correction_is_requested_once BEFORE INSERT ON correction
    WHEN EXISTS (
        SELECT 1 FROM correction
        WHERE id = NEW.id OR (application_id = NEW.application_id AND state = 'requested')
    ) BEGIN SELECT RAISE(ABORT, 'what was requested is never changed'); END;
CREATE TRIGGER correction_of_what_is_issued BEFORE INSERT ON correction
    WHEN NOT EXISTS (
        SELECT 1 FROM application WHERE id = NEW.application_id AND account_id = NEW.account_id
        AND state IN ('issued', 'delivered', 'received')
    ) BEGIN SELECT RAISE(ABORT, 'only an issued application is corrected'); END;
CREATE TRIGGER correction_is_a_record
    BEFORE UPDATE OF id, application_id, account_id, reason, changes, requested_at, requested_on, requested_by
    ON correction
    BEGIN SELECT RAISE(ABORT, 'what was requested is never changed'); END;
CREATE TRIGGER correction_is_kept BEFORE DELETE ON correction
    BEGIN SELECT RAISE(ABORT, 'history is never removed'); END;
CREATE TRIGGER correction_reverses BEFORE UPDATE OF state ON correction
    WHEN NEW.state = 'approved' AND NOT EXISTS (
        SELECT 1 FROM application old JOIN application new ON new.account_id = old.account_id
        WHERE old.id = NEW.application_id AND old.state = 'reversed' AND new.id = NEW.replacement_id
        AND new.id <> old.id
    ) BEGIN SELECT RAISE(ABORT, 'an approved correction reverses and replaces'); END;

CREATE TRIGGER recurring_run_of_its_account BEFORE INSERT ON recurring_run
    WHEN NEW.application_id IS NOT NULL
    AND NEW.account_id <> (SELECT account_id FROM application WHERE id = NEW.application_id)
    BEGIN SELECT RAISE(ABORT, 'an application of another account'); END;

CREATE TRIGGER ticket_is_a_record BEFORE UPDATE OF id, account_id, application_id, rule, opened_at, opened_by ON ticket
    BEGIN SELECT RAISE(ABORT, 'what a ticket is about is never changed'); END;
CREATE TRIGGER ticket_is_opened_once BEFORE INSERT ON ticket WHEN EXISTS (SELECT 1 FROM ticket WHERE id = NEW.id)
    BEGIN SELECT RAISE(ABORT, 'what a ticket is about is never changed'); END;
CREATE TRIGGER ticket_is_kept BEFORE DELETE ON ticket
    BEGIN SELECT RAISE(ABORT, 'history is never removed'); END;
CREATE TRIGGER ticket_note_stays BEFORE UPDATE ON ticket_note
    BEGIN SELECT RAISE(ABORT, 'history is never changed'); END;
CREATE TRIGGER ticket_note_is_written_once BEFORE INSERT ON ticket_note
    WHEN EXISTS (SELECT 1 FROM ticket_note WHERE id = NEW.id)
    BEGIN SELECT RAISE(ABORT, 'history is never changed'); END;
CREATE TRIGGER ticket_note_is_kept BEFORE DELETE ON ticket_note
    BEGIN SELECT RAISE(ABORT, 'history is never removed'); END;

-- What a command answered, and whether a store takes a clock from outside, is settled once.
CREATE TRIGGER command_answer_stays BEFORE UPDATE ON command_answer
    BEGIN SELECT RAISE(ABORT, 'an answer is never changed'); END;
CREATE TRIGGER command_answer_is_given_once BEFORE INSERT ON command_answer
    WHEN EXISTS (SELECT 1 FROM command_answer WHERE id = NEW.id)
    BEGIN SELECT RAISE(ABORT, 'an answer is never changed'); END;
CREATE TRIGGER command_answer_is_kept BEFORE DELETE ON command_answer
    BEGIN SELECT RAISE(ABORT, 'an answer is never removed'); END;
CREATE TRIGGER sandbox_from_the_beginning BEFORE INSERT ON setting
    WHEN NEW.key = 'sandbox' AND EXISTS (SELECT 1 FROM audit)
    BEGIN SELECT RAISE(ABORT, 'a store is a sandbox from its beginning'); END;
CREATE TRIGGER sandbox_stays BEFORE UPDATE OF key ON setting
    BEGIN SELECT RAISE(ABORT, 'a setting keeps its name'); END;
