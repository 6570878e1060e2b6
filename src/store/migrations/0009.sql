-- What guards an application of a hundred thousand bills looks each of them up once, and counts refunds only where one
-- was entered.
DROP TRIGGER application_bill_takes;
DROP TRIGGER application_takes_what_is_there;
CREATE TRIGGER application_bill_takes AFTER INSERT ON application_bill BEGIN
    SELECT CASE
        WHEN a.state <> 'submitted' THEN RAISE(ABORT, 'what was applied for is never changed')
        WHEN b.account_id <> a.account_id THEN RAISE(ABORT, 'a bill of another account')
        WHEN b.removed_no IS NOT NULL THEN RAISE(ABORT, 'a removed bill is a record')
        WHEN NEW.invoiced > 0 AND b.paid_on IS NULL THEN RAISE(ABORT, 'bill-not-paid')
        WHEN b.amount - b.refunded - b.used < NEW.invoiced THEN RAISE(ABORT, 'more than remains of the bill')
    END FROM bill b JOIN application a ON a.id = NEW.application_id WHERE b.id = NEW.bill_id;
END;
DROP TRIGGER bill_counts_what_is_there;
CREATE TRIGGER bill_counts_what_was_refunded AFTER UPDATE OF refunded ON bill
    WHEN NEW.refunded <> (SELECT coalesce(sum(amount), 0) FROM refund WHERE bill_id = NEW.id)
    BEGIN SELECT RAISE(ABORT, 'a bill counts what was refunded and used of it'); END;
CREATE TRIGGER bill_counts_what_is_used AFTER UPDATE OF used, opening ON bill
    WHEN NEW.used <> NEW.opening + (
        SELECT coalesce(sum(t.invoiced), 0) FROM application_bill t JOIN application a ON a.id = t.application_id
        WHERE t.bill_id = NEW.id AND a.state NOT IN ('cancelled', 'rejected', 'reversed')
    ) + (SELECT coalesce(sum(standing), 0) FROM bill_offset WHERE bill_id = NEW.id)
    BEGIN SELECT RAISE(ABORT, 'a bill counts what was refunded and used of it'); END;

-- What goes to the tax bureau and what comes back: the forms that were seen, what each application is planned to be
-- issued as, what is out in which file, what was refused, and the files of what was issued.

-- taxpayer: whether the issuer is a general or a small-scale taxpayer (一般纳税人, 小规模纳税人); none: not said.
-- full_rate_reason: the text of column AK of the form, why a small-scale taxpayer issues at 3 %; none: not said.
ALTER TABLE issuer ADD COLUMN taxpayer TEXT CHECK (taxpayer IN ('general', 'small_scale'));
ALTER TABLE issuer ADD COLUMN full_rate_reason TEXT CHECK (full_rate_reason <> '');

-- The bulk-issue forms that were seen. Their bytes are kept by their hash beside the store; shape is what they ask.
CREATE TABLE bureau_form (
    id INTEGER PRIMARY KEY,
    version TEXT CHECK (length(version) = 8),
    sha256 TEXT NOT NULL UNIQUE CHECK (length(sha256) = 64),
    name TEXT NOT NULL CHECK (name <> ''),
    shape TEXT NOT NULL,
    seen_at INTEGER NOT NULL
) STRICT;
CREATE TRIGGER bureau_form_is_seen_once BEFORE INSERT ON bureau_form
    WHEN EXISTS (SELECT 1 FROM bureau_form WHERE id = NEW.id OR sha256 = NEW.sha256)
    BEGIN SELECT RAISE(ABORT, 'a form is never changed'); END;
CREATE TRIGGER bureau_form_stays BEFORE UPDATE ON bureau_form
    BEGIN SELECT RAISE(ABORT, 'a form is never changed'); END;
CREATE TRIGGER bureau_form_is_kept BEFORE DELETE ON bureau_form
    BEGIN SELECT RAISE(ABORT, 'a form is never removed'); END;

-- How an application is issued. The plan is made when it first goes out; a planned invoice keeps its serial number for
-- ever. One that is replaced was planned when the issuer's maximum was higher: it is a record, and counts no more.
CREATE TABLE planned_invoice (
    id INTEGER PRIMARY KEY,
    application_id INTEGER NOT NULL REFERENCES application (id),
    place INTEGER NOT NULL CHECK (place > 0),
    serial TEXT NOT NULL UNIQUE CHECK (length(serial) BETWEEN 1 AND 20 AND serial NOT GLOB '*[^A-Za-z0-9-]*'),
    gross INTEGER NOT NULL CHECK (gross > 0),
    invoice_id INTEGER UNIQUE REFERENCES invoice (id),
    is_replaced INTEGER NOT NULL DEFAULT 0 CHECK (is_replaced IN (0, 1)),
    UNIQUE (application_id, place),
    CHECK (is_replaced = 0 OR invoice_id IS NULL)
) STRICT;
CREATE TRIGGER planned_invoice_is_made_once BEFORE INSERT ON planned_invoice
    WHEN NEW.invoice_id IS NOT NULL OR NEW.is_replaced = 1 OR EXISTS (
        SELECT 1 FROM planned_invoice
        WHERE id = NEW.id OR serial = NEW.serial OR (application_id = NEW.application_id AND place = NEW.place)
    ) BEGIN SELECT RAISE(ABORT, 'a serial number is used once'); END;
CREATE TRIGGER planned_invoice_of_what_is_issuing BEFORE INSERT ON planned_invoice
    WHEN (SELECT state FROM application WHERE id = NEW.application_id) <> 'issuing'
    BEGIN SELECT RAISE(ABORT, 'invoices are planned while an application is issuing'); END;
CREATE TRIGGER planned_invoice_stays BEFORE UPDATE ON planned_invoice
    WHEN NEW.id <> OLD.id OR NEW.application_id <> OLD.application_id OR NEW.place <> OLD.place
    OR NEW.serial <> OLD.serial OR NEW.gross <> OLD.gross OR NEW.is_replaced < OLD.is_replaced
    OR (OLD.invoice_id IS NOT NULL AND NEW.invoice_id IS NOT OLD.invoice_id)
    BEGIN SELECT RAISE(ABORT, 'a planned invoice is never changed'); END;
CREATE TRIGGER planned_invoice_is_its_own BEFORE UPDATE OF invoice_id ON planned_invoice
    WHEN NEW.invoice_id IS NOT NULL AND NOT EXISTS (
        SELECT 1 FROM invoice
        WHERE id = NEW.invoice_id AND application_id = NEW.application_id AND gross = NEW.gross
    ) BEGIN SELECT RAISE(ABORT, 'an invoice is not the one that was planned'); END;
CREATE TRIGGER planned_invoice_is_kept BEFORE DELETE ON planned_invoice
    BEGIN SELECT RAISE(ABORT, 'a planned invoice is never removed'); END;

-- What went out together, and in which row of which file. An invoice is out while it has a line that has not ended.
CREATE TABLE issue_batch (
    id INTEGER PRIMARY KEY,
    issuer_id INTEGER NOT NULL REFERENCES issuer (id),
    form_id INTEGER NOT NULL REFERENCES bureau_form (id),
    at INTEGER NOT NULL,
    user_id INTEGER NOT NULL REFERENCES app_user (id)
) STRICT;
CREATE INDEX issue_batch_by_issuer ON issue_batch (issuer_id, id);
CREATE TRIGGER issue_batch_is_made_once BEFORE INSERT ON issue_batch
    WHEN EXISTS (SELECT 1 FROM issue_batch WHERE id = NEW.id)
    BEGIN SELECT RAISE(ABORT, 'history is never changed'); END;
CREATE TRIGGER issue_batch_stays BEFORE UPDATE ON issue_batch
    BEGIN SELECT RAISE(ABORT, 'history is never changed'); END;
CREATE TRIGGER issue_batch_is_kept BEFORE DELETE ON issue_batch
    BEGIN SELECT RAISE(ABORT, 'history is never removed'); END;

-- line: its row of both sheets; written: what stands in it, by column.
CREATE TABLE batch_line (
    id INTEGER PRIMARY KEY,
    batch_id INTEGER NOT NULL REFERENCES issue_batch (id),
    planned_id INTEGER NOT NULL REFERENCES planned_invoice (id),
    file TEXT NOT NULL CHECK (file <> ''),
    line INTEGER NOT NULL CHECK (line > 3),
    written TEXT NOT NULL,
    ended TEXT CHECK (ended IN ('refused', 'recalled', 'returned')),
    ended_at INTEGER,
    CHECK ((ended IS NULL) = (ended_at IS NULL))
) STRICT;
CREATE INDEX batch_line_by_batch ON batch_line (batch_id, id);
CREATE INDEX batch_line_by_planned ON batch_line (planned_id, id);
CREATE UNIQUE INDEX batch_line_one_open ON batch_line (planned_id) WHERE ended IS NULL;
CREATE TRIGGER batch_line_is_written_once BEFORE INSERT ON batch_line
    WHEN NEW.ended IS NOT NULL
    OR EXISTS (SELECT 1 FROM batch_line WHERE id = NEW.id OR (planned_id = NEW.planned_id AND ended IS NULL))
    BEGIN SELECT RAISE(ABORT, 'out-at-bureau'); END;
CREATE TRIGGER batch_line_of_what_is_issuing BEFORE INSERT ON batch_line
    WHEN NOT EXISTS (
        SELECT 1 FROM planned_invoice p JOIN application a ON a.id = p.application_id
        JOIN account c ON c.id = a.account_id
        WHERE p.id = NEW.planned_id AND p.invoice_id IS NULL AND p.is_replaced = 0
        AND a.state = 'issuing' AND a.uncovered = 0
        AND c.issuer_id = (SELECT issuer_id FROM issue_batch WHERE id = NEW.batch_id)
    ) BEGIN SELECT RAISE(ABORT, 'only what is issuing and covered goes out'); END;
CREATE TRIGGER batch_line_ends_once BEFORE UPDATE ON batch_line
    WHEN OLD.ended IS NOT NULL OR NEW.ended IS NULL OR NEW.id <> OLD.id OR NEW.batch_id <> OLD.batch_id
    OR NEW.planned_id <> OLD.planned_id OR NEW.file <> OLD.file OR NEW.line <> OLD.line
    OR NEW.written <> OLD.written
    BEGIN SELECT RAISE(ABORT, 'what went out is never changed'); END;
CREATE TRIGGER batch_line_is_kept BEFORE DELETE ON batch_line
    BEGIN SELECT RAISE(ABORT, 'history is never removed'); END;
CREATE TRIGGER planned_invoice_out_stays BEFORE UPDATE OF is_replaced ON planned_invoice
    WHEN NEW.is_replaced = 1
    AND EXISTS (SELECT 1 FROM batch_line WHERE planned_id = NEW.id AND ended IS NULL)
    BEGIN SELECT RAISE(ABORT, 'out-at-bureau'); END;

-- What is out stays as it is until it is refused, recalled or back; and what is back in part is issued.
CREATE TRIGGER application_out_stays BEFORE UPDATE OF state ON application
    WHEN OLD.state = 'issuing' AND EXISTS (
        SELECT 1 FROM planned_invoice p JOIN batch_line l ON l.planned_id = p.id
        WHERE p.application_id = NEW.id AND l.ended IS NULL
    ) BEGIN SELECT RAISE(ABORT, 'out-at-bureau'); END;
CREATE TRIGGER application_back_in_part BEFORE UPDATE OF state ON application
    WHEN OLD.state = 'issuing' AND NEW.state <> 'issued'
    AND EXISTS (SELECT 1 FROM invoice WHERE application_id = NEW.id)
    BEGIN SELECT RAISE(ABORT, 'already-issued'); END;

-- The lists of refusals that were imported: the same list is taken once.
CREATE TABLE refusal_list (
    id INTEGER PRIMARY KEY,
    sha256 TEXT NOT NULL UNIQUE CHECK (length(sha256) = 64),
    name TEXT NOT NULL CHECK (name <> ''),
    at INTEGER NOT NULL,
    user_id INTEGER NOT NULL REFERENCES app_user (id)
) STRICT;
CREATE TRIGGER refusal_list_is_taken_once BEFORE INSERT ON refusal_list
    WHEN EXISTS (SELECT 1 FROM refusal_list WHERE id = NEW.id OR sha256 = NEW.sha256)
    BEGIN SELECT RAISE(ABORT, 'history is never changed'); END;
CREATE TRIGGER refusal_list_stays BEFORE UPDATE ON refusal_list
    BEGIN SELECT RAISE(ABORT, 'history is never changed'); END;
CREATE TRIGGER refusal_list_is_kept BEFORE DELETE ON refusal_list
    BEGIN SELECT RAISE(ABORT, 'history is never removed'); END;

-- Each reason for which the bureau refused a line, as its list says it, and what of it was understood.
CREATE TABLE bureau_refusal (
    id INTEGER PRIMARY KEY,
    line_id INTEGER NOT NULL REFERENCES batch_line (id),
    list_id INTEGER NOT NULL REFERENCES refusal_list (id),
    sheet TEXT,
    row INTEGER CHECK (row > 0),
    field TEXT,
    reason TEXT NOT NULL,
    class TEXT NOT NULL CHECK (class IN ('one_key', 'person', 'not_in_file')),
    seen_at INTEGER NOT NULL,
    UNIQUE (line_id, reason)
) STRICT;
CREATE TRIGGER bureau_refusal_is_written_once BEFORE INSERT ON bureau_refusal
    WHEN EXISTS (
        SELECT 1 FROM bureau_refusal WHERE id = NEW.id OR (line_id = NEW.line_id AND reason = NEW.reason)
    ) OR coalesce((SELECT ended FROM batch_line WHERE id = NEW.line_id), 'returned') = 'returned'
    BEGIN SELECT RAISE(ABORT, 'history is never changed'); END;
CREATE TRIGGER bureau_refusal_stays BEFORE UPDATE ON bureau_refusal
    BEGIN SELECT RAISE(ABORT, 'history is never changed'); END;
CREATE TRIGGER bureau_refusal_is_kept BEFORE DELETE ON bureau_refusal
    BEGIN SELECT RAISE(ABORT, 'history is never removed'); END;

-- The reasons that hold no more, as somebody says: what was written may go out again as it was.
CREATE TABLE refusal_overruled (
    refusal_id INTEGER NOT NULL PRIMARY KEY REFERENCES bureau_refusal (id),
    at INTEGER NOT NULL,
    user_id INTEGER NOT NULL REFERENCES app_user (id),
    why TEXT NOT NULL CHECK (why <> '')
) STRICT;
CREATE TRIGGER refusal_overruled_once BEFORE INSERT ON refusal_overruled
    WHEN EXISTS (SELECT 1 FROM refusal_overruled WHERE refusal_id = NEW.refusal_id)
    BEGIN SELECT RAISE(ABORT, 'history is never changed'); END;
CREATE TRIGGER refusal_overruled_stays BEFORE UPDATE ON refusal_overruled
    BEGIN SELECT RAISE(ABORT, 'history is never changed'); END;
CREATE TRIGGER refusal_overruled_is_kept BEFORE DELETE ON refusal_overruled
    BEGIN SELECT RAISE(ABORT, 'history is never removed'); END;

-- What the bureau refused is corrected by a person in the field that it names: until it is out again, what an
-- application is made with may be another.
DROP TRIGGER application_is_a_record;
CREATE TRIGGER application_is_a_record BEFORE UPDATE OF number, account_id, type, amount, submitted_at, submitted_on,
    policy, policy_version ON application
    BEGIN SELECT RAISE(ABORT, 'what was applied for is never changed'); END;
DROP TRIGGER application_promise_stays;
CREATE TRIGGER application_promise_stays BEFORE UPDATE OF id, due_on, due_assumes_year ON application
    BEGIN SELECT RAISE(ABORT, 'what was applied for is never changed'); END;
CREATE TRIGGER application_snapshot_stays BEFORE UPDATE OF snapshot, buyer_name ON application
    WHEN OLD.state <> 'issuing' OR NOT EXISTS (
        SELECT 1 FROM planned_invoice p JOIN batch_line l ON l.planned_id = p.id
        JOIN bureau_refusal r ON r.line_id = l.id WHERE p.application_id = OLD.id
    ) OR EXISTS (
        SELECT 1 FROM planned_invoice p JOIN batch_line l ON l.planned_id = p.id
        WHERE p.application_id = OLD.id AND l.ended IS NULL
    ) OR EXISTS (SELECT 1 FROM invoice WHERE application_id = OLD.id)
    BEGIN SELECT RAISE(ABORT, 'what was applied for is never changed'); END;

-- The list of tax classifications that the user has imported.
CREATE TABLE tax_code (
    code TEXT NOT NULL PRIMARY KEY CHECK (length(code) = 19 AND code NOT GLOB '*[^0-9]*'),
    name TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- The files of what was issued, kept byte for byte by their hash beside the store. red_number: of which red invoice it is
-- that reverses the invoice; none: it is of the invoice itself.
CREATE TABLE invoice_file (
    id INTEGER PRIMARY KEY,
    invoice_id INTEGER NOT NULL REFERENCES invoice (id),
    red_number TEXT REFERENCES reversal (red_number),
    format TEXT NOT NULL CHECK (format IN ('xml', 'ofd', 'pdf', 'image')),
    name TEXT NOT NULL CHECK (name <> ''),
    sha256 TEXT NOT NULL CHECK (length(sha256) = 64),
    size INTEGER NOT NULL CHECK (size > 0),
    kept_at INTEGER NOT NULL,
    UNIQUE (invoice_id, sha256)
) STRICT;
CREATE TRIGGER invoice_file_is_kept_once BEFORE INSERT ON invoice_file
    WHEN EXISTS (
        SELECT 1 FROM invoice_file WHERE id = NEW.id OR (invoice_id = NEW.invoice_id AND sha256 = NEW.sha256)
    ) BEGIN SELECT RAISE(ABORT, 'a file of an invoice is never changed'); END;
CREATE TRIGGER invoice_file_stays BEFORE UPDATE ON invoice_file
    BEGIN SELECT RAISE(ABORT, 'a file of an invoice is never changed'); END;
CREATE TRIGGER invoice_file_is_kept BEFORE DELETE ON invoice_file
    BEGIN SELECT RAISE(ABORT, 'a file of an invoice is never removed'); END;

-- What an issuer writes to its customers in each language, where it is not what comes with the program; and in which
-- language a customer is written to, and who gets a copy.
CREATE TABLE mail_template (
    issuer_id INTEGER NOT NULL REFERENCES issuer (id),
    language TEXT NOT NULL CHECK (language IN ('zh', 'en')),
    subject TEXT NOT NULL CHECK (subject <> ''),
    body TEXT NOT NULL CHECK (body <> ''),
    PRIMARY KEY (issuer_id, language)
) STRICT, WITHOUT ROWID;
CREATE TABLE mail_preference (
    account_id INTEGER NOT NULL PRIMARY KEY REFERENCES account (id) ON DELETE CASCADE,
    language TEXT NOT NULL CHECK (language IN ('zh', 'en')),
    cc TEXT CHECK (cc <> '')
) STRICT;

-- Messages to customers, each whole before anything of it is sent: its bytes are made of what stands here, the same every
-- time, and of its files. is_begun: the server was told that the message comes, so that it may have taken it since;
-- sha256: of the bytes that were handed over; why: what went wrong last, as JSON; answer: with what the server took it.
CREATE TABLE outbox (
    id INTEGER PRIMARY KEY,
    application_id INTEGER NOT NULL REFERENCES application (id),
    message_id TEXT NOT NULL UNIQUE CHECK (message_id <> ''),
    sender_name TEXT NOT NULL,
    sender TEXT NOT NULL CHECK (sender <> ''),
    recipients TEXT NOT NULL CHECK (recipients <> ''),
    cc TEXT CHECK (cc <> ''),
    subject TEXT NOT NULL,
    body TEXT NOT NULL,
    queued_at INTEGER NOT NULL,
    queued_by INTEGER NOT NULL REFERENCES app_user (id),
    state TEXT NOT NULL CHECK (state IN ('queued', 'sending', 'sent', 'failed', 'unknown', 'discarded')),
    tries INTEGER NOT NULL DEFAULT 0 CHECK (tries >= 0),
    tried_at INTEGER,
    is_begun INTEGER NOT NULL DEFAULT 0 CHECK (is_begun IN (0, 1)),
    again_at INTEGER,
    sha256 TEXT CHECK (length(sha256) = 64),
    why TEXT,
    answer TEXT,
    decided_by INTEGER REFERENCES app_user (id),
    CHECK (again_at IS NULL OR state = 'failed'),
    CHECK (is_begun = 0 OR (tries > 0 AND tried_at IS NOT NULL AND sha256 IS NOT NULL)),
    CHECK (state <> 'unknown' OR is_begun = 1),
    CHECK (state <> 'sent' OR (is_begun = 1 AND (answer IS NOT NULL OR decided_by IS NOT NULL)))
) STRICT;
CREATE UNIQUE INDEX outbox_once ON outbox (application_id) WHERE state <> 'discarded';
CREATE INDEX outbox_by_application ON outbox (application_id, id);
CREATE INDEX outbox_open ON outbox (id) WHERE state NOT IN ('sent', 'discarded');
CREATE TRIGGER outbox_begins_queued BEFORE INSERT ON outbox
    WHEN NEW.state <> 'queued' OR NEW.tries <> 0 OR NEW.is_begun = 1 OR NEW.decided_by IS NOT NULL
    OR EXISTS (
        SELECT 1 FROM outbox WHERE id = NEW.id OR message_id = NEW.message_id
        OR (application_id = NEW.application_id AND state <> 'discarded')
    ) BEGIN SELECT RAISE(ABORT, 'a message begins queued, and an application has one'); END;
CREATE TRIGGER outbox_stays BEFORE UPDATE ON outbox
    WHEN NEW.id <> OLD.id OR NEW.application_id <> OLD.application_id OR NEW.message_id <> OLD.message_id
    OR NEW.sender_name <> OLD.sender_name OR NEW.sender <> OLD.sender OR NEW.recipients <> OLD.recipients OR NEW.cc IS NOT OLD.cc
    OR NEW.subject <> OLD.subject OR NEW.body <> OLD.body OR NEW.queued_at <> OLD.queued_at
    OR NEW.queued_by <> OLD.queued_by OR NEW.tries < OLD.tries OR OLD.state IN ('sent', 'discarded')
    BEGIN SELECT RAISE(ABORT, 'a message is never changed'); END;
CREATE TRIGGER outbox_goes_on BEFORE UPDATE OF state ON outbox
    WHEN NOT (
        NEW.state = OLD.state
        OR (OLD.state = 'queued' AND NEW.state IN ('sending', 'discarded'))
        OR (OLD.state = 'sending' AND NEW.state IN ('queued', 'failed', 'sent', 'unknown'))
        OR (OLD.state = 'failed' AND NEW.state IN ('sending', 'queued', 'discarded'))
        OR (OLD.state = 'unknown' AND NEW.decided_by IS NOT NULL AND NEW.state IN ('queued', 'sent', 'discarded'))
    ) OR (OLD.state = 'sending' AND OLD.is_begun = 1 AND NEW.state = 'queued')
    BEGIN SELECT RAISE(ABORT, 'a message does not go that way'); END;
CREATE TRIGGER outbox_is_kept BEFORE DELETE ON outbox
    BEGIN SELECT RAISE(ABORT, 'a message is never removed'); END;

-- What is attached to a message: a file of an invoice of its application, by its hash.
CREATE TABLE outbox_file (
    outbox_id INTEGER NOT NULL REFERENCES outbox (id),
    place INTEGER NOT NULL CHECK (place > 0),
    name TEXT NOT NULL CHECK (name <> ''),
    sha256 TEXT NOT NULL CHECK (length(sha256) = 64),
    PRIMARY KEY (outbox_id, place)
) STRICT, WITHOUT ROWID;
CREATE TRIGGER outbox_file_is_attached_once BEFORE INSERT ON outbox_file
    WHEN EXISTS (SELECT 1 FROM outbox_file WHERE outbox_id = NEW.outbox_id AND place = NEW.place)
    OR NOT EXISTS (SELECT 1 FROM outbox WHERE id = NEW.outbox_id AND state = 'queued' AND tries = 0)
    OR NOT EXISTS (
        SELECT 1 FROM outbox o JOIN invoice i ON i.application_id = o.application_id
        JOIN invoice_file f ON f.invoice_id = i.id
        WHERE o.id = NEW.outbox_id AND f.sha256 = NEW.sha256
    ) BEGIN SELECT RAISE(ABORT, 'what is attached is a file of the application'); END;
CREATE TRIGGER outbox_file_stays BEFORE UPDATE ON outbox_file
    BEGIN SELECT RAISE(ABORT, 'a message is never changed'); END;
CREATE TRIGGER outbox_file_is_kept BEFORE DELETE ON outbox_file
    BEGIN SELECT RAISE(ABORT, 'a message is never removed'); END;

-- What was e-mailed is delivered for good.
CREATE TRIGGER application_mailed_stays BEFORE UPDATE OF state ON application
    WHEN OLD.state = 'delivered' AND NEW.state = 'issued'
    AND EXISTS (SELECT 1 FROM outbox WHERE application_id = NEW.id AND state = 'sent')
    BEGIN SELECT RAISE(ABORT, 'an e-mail was sent for it'); END;

-- What is printed and posted: the red invoices of a month, and an application by the number of its parcel.
CREATE INDEX reversal_by_day ON reversal (reversed_on);
CREATE INDEX application_by_tracking ON application (upper(tracking_no)) WHERE tracking_no IS NOT NULL;

-- The confirmation forms by which invoices are reversed (红字发票信息确认单): one that is not void at a time for an
-- invoice, which is reversed when the form needs no confirmation or has it.
CREATE TABLE red_letter (
    id INTEGER PRIMARY KEY,
    invoice_id INTEGER NOT NULL REFERENCES invoice (id),
    begun_by TEXT NOT NULL CHECK (begun_by IN ('seller', 'buyer')),
    reason TEXT NOT NULL CHECK (reason IN ('wrong_invoice', 'goods_returned', 'service_ended', 'allowance')),
    state TEXT NOT NULL CHECK (state IN ('no_confirmation', 'awaiting_buyer', 'awaiting_seller', 'confirmed',
        'denied_by_buyer', 'denied_by_seller', 'lapsed', 'withdrawn', 'withdrawn_later', 'abnormal')),
    form_no TEXT CHECK (length(form_no) BETWEEN 16 AND 24 AND form_no NOT GLOB '*[^0-9]*'),
    entered_at INTEGER NOT NULL
) STRICT;
CREATE INDEX red_letter_by_invoice ON red_letter (invoice_id, id);
CREATE UNIQUE INDEX red_letter_by_form_no ON red_letter (form_no);
CREATE UNIQUE INDEX red_letter_one_live ON red_letter (invoice_id)
    WHERE state IN ('no_confirmation', 'awaiting_buyer', 'awaiting_seller', 'confirmed');
CREATE TRIGGER red_letter_begins BEFORE INSERT ON red_letter
    WHEN NEW.state NOT IN ('no_confirmation', 'awaiting_buyer', 'awaiting_seller')
    OR (NEW.state = 'awaiting_seller') <> (NEW.begun_by = 'buyer')
    OR EXISTS (SELECT 1 FROM red_letter WHERE id = NEW.id OR form_no = NEW.form_no OR (invoice_id = NEW.invoice_id
        AND state IN ('no_confirmation', 'awaiting_buyer', 'awaiting_seller', 'confirmed')))
    OR EXISTS (SELECT 1 FROM reversal WHERE invoice_id = NEW.invoice_id)
    OR NOT EXISTS (
        SELECT 1 FROM invoice i JOIN application a ON a.id = i.application_id
        WHERE i.id = NEW.invoice_id AND a.state IN ('issued', 'delivered', 'received')
    ) BEGIN SELECT RAISE(ABORT, 'a red letter begins with an invoice that stands'); END;
CREATE TRIGGER red_letter_goes_on BEFORE UPDATE ON red_letter
    WHEN NEW.id <> OLD.id OR NEW.invoice_id <> OLD.invoice_id OR NEW.begun_by <> OLD.begun_by
    OR NEW.reason <> OLD.reason OR NEW.entered_at <> OLD.entered_at
    OR (OLD.form_no IS NOT NULL AND NEW.form_no IS NOT OLD.form_no)
    OR (NEW.state <> OLD.state AND (
        EXISTS (SELECT 1 FROM reversal WHERE invoice_id = NEW.invoice_id)
        OR NOT coalesce(CASE OLD.state
            WHEN 'no_confirmation' THEN NEW.state IN ('withdrawn', 'withdrawn_later', 'abnormal')
            WHEN 'awaiting_buyer' THEN
                NEW.state IN ('confirmed', 'denied_by_buyer', 'lapsed', 'withdrawn', 'abnormal')
            WHEN 'awaiting_seller' THEN
                NEW.state IN ('confirmed', 'denied_by_seller', 'lapsed', 'withdrawn', 'abnormal')
            WHEN 'confirmed' THEN NEW.state IN ('withdrawn_later', 'abnormal')
        END, 0)
    )) BEGIN SELECT RAISE(ABORT, 'a red letter does not go that way'); END;
CREATE TRIGGER red_letter_is_kept BEFORE DELETE ON red_letter
    BEGIN SELECT RAISE(ABORT, 'a red letter is never removed'); END;
CREATE TRIGGER reversal_as_confirmed BEFORE INSERT ON reversal
    WHEN (
        SELECT state FROM red_letter
        WHERE invoice_id = NEW.invoice_id AND state NOT IN ('withdrawn', 'withdrawn_later') ORDER BY id DESC LIMIT 1
    ) NOT IN ('no_confirmation', 'confirmed')
    BEGIN SELECT RAISE(ABORT, 'the red letter does not let the invoice be reversed'); END;

-- Each state of a form, when it came to be so at the bureau, and when it was written down here.
CREATE TABLE red_letter_step (
    id INTEGER PRIMARY KEY,
    letter_id INTEGER NOT NULL REFERENCES red_letter (id),
    state TEXT NOT NULL,
    happened_at INTEGER NOT NULL,
    at INTEGER NOT NULL,
    user_id INTEGER NOT NULL REFERENCES app_user (id),
    note TEXT CHECK (note <> ''),
    CHECK (happened_at <= at)
) STRICT;
CREATE INDEX red_letter_step_by_letter ON red_letter_step (letter_id, id);
CREATE TRIGGER red_letter_step_is_written_once BEFORE INSERT ON red_letter_step
    WHEN EXISTS (SELECT 1 FROM red_letter_step WHERE id = NEW.id)
    OR NEW.state <> (SELECT state FROM red_letter WHERE id = NEW.letter_id)
    BEGIN SELECT RAISE(ABORT, 'history is never changed'); END;
CREATE TRIGGER red_letter_step_stays BEFORE UPDATE ON red_letter_step
    BEGIN SELECT RAISE(ABORT, 'history is never changed'); END;
CREATE TRIGGER red_letter_step_is_kept BEFORE DELETE ON red_letter_step
    BEGIN SELECT RAISE(ABORT, 'history is never removed'); END;
