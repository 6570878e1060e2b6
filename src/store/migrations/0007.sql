-- Money moves where the command that moves it is written. What is here moves nothing and only refuses: a record is
-- written first, then what the bill counts, which `bill_counts_what_is_there` compares with the records.
DROP TRIGGER refund_counts;
DROP TRIGGER refund_counts_no_more;
DROP TRIGGER application_bill_counts;
DROP TRIGGER bill_offset_counts;
DROP TRIGGER bill_offset_gives_back;
DROP TRIGGER application_ends;

CREATE TRIGGER refund_of_what_is_left BEFORE INSERT ON refund
    WHEN NEW.amount > (SELECT amount - refunded FROM bill WHERE id = NEW.bill_id)
    BEGIN SELECT RAISE(ABORT, 'refund-exceeds-bill'); END;
CREATE TRIGGER refund_of_what_is_paid BEFORE INSERT ON refund
    WHEN EXISTS (SELECT 1 FROM bill WHERE id = NEW.bill_id AND paid_on IS NULL)
    BEGIN SELECT RAISE(ABORT, 'bill-not-paid'); END;

-- Only what is left of a bill can be used, only of a bill of the application's own account, and only when it is made.
CREATE TRIGGER application_bill_takes AFTER INSERT ON application_bill BEGIN
    SELECT RAISE(ABORT, 'what was applied for is never changed')
        WHERE (SELECT state FROM application WHERE id = NEW.application_id) <> 'submitted';
    SELECT RAISE(ABORT, 'a bill of another account')
        WHERE (SELECT account_id FROM bill WHERE id = NEW.bill_id)
            <> (SELECT account_id FROM application WHERE id = NEW.application_id);
    SELECT RAISE(ABORT, 'bill-not-paid')
        WHERE NEW.invoiced > 0 AND (SELECT paid_on IS NULL FROM bill WHERE id = NEW.bill_id);
    SELECT RAISE(ABORT, 'more than remains of the bill')
        WHERE (SELECT amount - refunded - used FROM bill WHERE id = NEW.bill_id) < NEW.invoiced;
END;
CREATE TRIGGER bill_offset_absorbs AFTER INSERT ON bill_offset BEGIN
    SELECT RAISE(ABORT, 'what was applied for is never changed')
        WHERE (SELECT state FROM application WHERE id = NEW.application_id) <> 'submitted';
    SELECT RAISE(ABORT, 'an offset of another account')
        WHERE (SELECT account_id FROM application WHERE id = NEW.application_id) NOT IN (
            SELECT account_id FROM bill WHERE id = NEW.bill_id)
        OR (SELECT account_id FROM application WHERE id = NEW.application_id) NOT IN (
            SELECT account_id FROM bill WHERE id = NEW.source_bill_id
            UNION ALL SELECT account_id FROM non_invoiceable WHERE id = NEW.source_entry_id);
    SELECT RAISE(ABORT, 'an offset begins standing in full') WHERE NEW.standing <> NEW.amount;
    SELECT RAISE(ABORT, 'bill-not-paid') WHERE (SELECT paid_on IS NULL FROM bill WHERE id = NEW.bill_id);
    SELECT RAISE(ABORT, 'more than remains of the bill')
        WHERE (SELECT amount - refunded - used FROM bill WHERE id = NEW.bill_id) < NEW.standing;
    SELECT RAISE(ABORT, 'more offset than the ledger entry holds')
        WHERE NEW.source_entry_id IS NOT NULL
        AND (SELECT sum(standing) FROM bill_offset WHERE source_entry_id = NEW.source_entry_id)
            > (SELECT amount FROM non_invoiceable WHERE id = NEW.source_entry_id);
    SELECT RAISE(ABORT, 'more offset than the bill lacks')
        WHERE NEW.source_bill_id IS NOT NULL
        AND (SELECT sum(standing) FROM bill_offset WHERE source_bill_id = NEW.source_bill_id)
            > (SELECT used - amount + refunded FROM bill WHERE id = NEW.source_bill_id);
END;
-- What an application invoices from a bill and absorbs on it are counted as used together: together, too, they are no
-- more than remains of it. An opening that is corrected may leave a bill that was refunded in deficit.
CREATE TRIGGER bill_is_used_as_far_as_it_remains BEFORE UPDATE OF used ON bill
    WHEN NEW.used - NEW.opening > OLD.used - OLD.opening AND NEW.used > NEW.amount - NEW.refunded
    BEGIN SELECT RAISE(ABORT, 'more than remains of the bill'); END;
-- An application that ends has given back what it absorbed; what it invoiced is given back once it has ended.
CREATE TRIGGER application_ends_with_nothing_absorbed BEFORE UPDATE OF state ON application
    WHEN NEW.state IN ('cancelled', 'rejected', 'reversed')
    AND EXISTS (SELECT 1 FROM bill_offset WHERE application_id = NEW.id AND standing > 0)
    BEGIN SELECT RAISE(ABORT, 'an application that ended absorbs nothing'); END;
