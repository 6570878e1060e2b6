//! What the schema keeps by itself, whoever writes to it: asked with plain SQL, past the program.

use super::world::{World, new_application};

#[test]
fn refunds_never_exceed_the_bill() {
    let world = World::new();
    let refund = |bill, fen| {
        format!("INSERT INTO refund (bill_id, amount, refunded_on) VALUES ({bill}, {fen}, '2026-11-22')")
    };
    let count = |bill, fen| format!("UPDATE bill SET refunded = refunded + {fen} WHERE id = {bill}");
    world.refuses(&refund("$A", 6001), "refund-exceeds-bill");
    world.takes(&refund("$A", 6000));
    world.refuses(&count("$A", 5999), "a bill counts what was refunded and used of it");
    world.takes(&count("$A", 6000));
    world.refuses(&refund("$A", 1), "refund-exceeds-bill");
    world.refuses(&count("$A", 1), "CHECK constraint failed: refunded");
    world.refuses(&refund("$O", 0), "CHECK constraint failed: amount");
}

#[test]
fn an_unpaid_bill_is_neither_refunded_nor_used() {
    let world = World::new();
    let refund = "INSERT INTO refund (bill_id, amount, refunded_on) VALUES ($U, 1, '2026-11-22')";
    world.refuses(refund, "bill-not-paid");
    let used = new_application("C1", 1, "INSERT INTO application_bill VALUES ($new, $U, 1)");
    world.refuses(&used, "bill-not-paid");
    for column in ["refunded", "used"] {
        let sql = format!("UPDATE bill SET {column} = 1 WHERE id = $U");
        world.refuses(&sql, "CHECK constraint failed: paid_on");
    }
    world.refuses("UPDATE bill SET paid_on = NULL WHERE id = $A", "a bill is paid once");
}

#[test]
fn money_that_came_or_went_is_never_changed_or_removed() {
    let world = World::new();
    for (table, what) in [
        ("refund", "a refund"),
        ("top_up", "a top-up"),
        ("non_invoiceable", "a ledger entry"),
        ("invoice", "an invoice"),
    ] {
        world.refuses(&format!("UPDATE {table} SET id = id"), &format!("{what} is never changed"));
        world.refuses(&format!("DELETE FROM {table}"), &format!("{what} is never removed"));
    }
}

#[test]
fn a_bill_keeps_its_amount_account_and_number_and_is_not_removed() {
    let world = World::new();
    for change in ["amount = amount + 1", "account_id = $C2", "bill_no = 'X'"] {
        world.refuses(&format!("UPDATE bill SET {change} WHERE id = $O"), "never changed");
    }
    world.refuses("DELETE FROM bill WHERE id = $O", "a bill is never removed");
}

#[test]
fn a_bill_begins_with_nothing_refunded_or_used() {
    let world = World::new();
    for column in ["refunded", "used"] {
        let sql = format!(
            "INSERT INTO bill (bill_no, account_id, kind, amount, {column}, billed_on, due_on, paid_on)
            VALUES ('X', $C1, 'other', 10, 1, '2026-11-01', '2026-11-01', '2026-11-01')"
        );
        world.refuses(&sql, "a bill begins with nothing refunded or used");
    }
}

#[test]
fn a_bill_number_is_used_once_and_an_amount_is_not_negative() {
    let world = World::new();
    let bill = |bill_no, fen: i64| {
        format!(
            "INSERT INTO bill (bill_no, account_id, kind, amount, billed_on, due_on)
            VALUES ('{bill_no}', $C1, 'other', {fen}, '2026-11-01', '2026-11-01')"
        )
    };
    world.refuses(&bill("A", 1), "the number of a bill is used once");
    world.refuses(&bill("X", -1), "CHECK constraint failed: amount");
    world.refuses(&bill("X", 100_000_000_000_000), "CHECK constraint failed: amount");
    world.takes(&bill("X", 0));
}

#[test]
fn no_more_of_a_bill_is_used_than_remains() {
    let world = World::new();
    let take =
        |fen| new_application("C1", fen, &format!("INSERT INTO application_bill VALUES ($new, $O, {fen})"));
    world.refuses(&format!("SAVEPOINT s; {}", take(5001)), "more than remains of the bill");
    world.takes("ROLLBACK TO s; RELEASE s");
    world.takes(&take(5000));
    world.refuses(
        "UPDATE bill SET used = used + 4999 WHERE id = $O",
        "a bill counts what was refunded and used of it",
    );
    world.takes("UPDATE bill SET used = used + 5000 WHERE id = $O");
}

#[test]
fn what_is_invoiced_and_absorbed_of_a_bill_is_together_no_more_than_remains() {
    let world = World::new();
    world.takes(
        "INSERT INTO non_invoiceable (id, account_id, amount, reason, entered_at, entered_by)
        VALUES (50, $C1, 9000, 'other', 0, 1)",
    );
    // Each of the two is as much as remains of O when it is written.
    world.takes(&new_application(
        "C1",
        3000,
        "INSERT INTO application_bill VALUES ($new, $O, 3000);
        INSERT INTO bill_offset (application_id, bill_id, source_entry_id, amount, standing)
        VALUES ($new, $O, 50, 2001, 2001)",
    ));
    world.refuses("UPDATE bill SET used = used + 5001 WHERE id = $O", "more than remains of the bill");
}

#[test]
fn a_bill_of_another_account_is_not_used() {
    let world = World::new();
    let take = new_application("C1", 1, "INSERT INTO application_bill VALUES ($new, $F, 1)");
    world.refuses(&take, "a bill of another account");
}

#[test]
fn what_an_application_took_is_written_when_it_is_made_and_stays() {
    let world = World::new();
    world.refuses(
        "INSERT INTO application_bill VALUES ($issued, $O, 0)",
        "what was applied for is never changed",
    );
    world.refuses("UPDATE application_bill SET invoiced = 0", "what was invoiced is never changed");
    world.refuses("DELETE FROM application_bill", "what was invoiced is never removed");
}

#[test]
fn what_was_applied_for_is_never_changed_or_removed() {
    let world = World::new();
    for change in [
        "amount = 1",
        "number = 'X'",
        "account_id = $C2",
        "type = 'personal_general'",
        "submitted_at = 0",
        "submitted_on = '2026-01-01'",
        "policy_version = 2",
        "snapshot = '{}'",
    ] {
        let sql = format!("UPDATE application SET {change} WHERE id = $submitted");
        world.refuses(&sql, "what was applied for is never changed");
    }
    world.refuses("DELETE FROM application WHERE id = $submitted", "an application is never removed");
}

#[test]
fn an_application_goes_on_only_when_its_bills_add_up_to_it() {
    let world = World::new();
    world.takes(&new_application("C1", 100, "INSERT INTO application_bill VALUES ($new, $O, 99)"));
    world.refuses(
        "UPDATE application SET state = 'issuing' WHERE id = 99",
        "does not add up to the application",
    );
}

#[test]
fn an_application_is_issued_only_when_its_invoices_add_up_to_it() {
    let world = World::new();
    let invoice = |number: i64, fen: i64| {
        format!(
            "INSERT INTO invoice (application_id, number, issued_on, net, tax, gross, rate)
            VALUES ($submitted, '{number}', '2026-11-22', {fen}, 0, {fen}, '0.03')"
        )
    };
    let issue = "UPDATE application SET state = 'issued' WHERE id = $submitted";
    world.refuses(&invoice(10_000_001, 6000), "invoices are entered while an application is issuing");
    world.takes("UPDATE application SET state = 'issuing' WHERE id = $submitted");
    world.refuses(issue, "invoices do not add up");
    world.takes(&invoice(10_000_001, 5999));
    world.refuses(issue, "invoices do not add up");
    world.takes(&invoice(10_000_002, 1));
    world.takes(issue);
    world.refuses(&invoice(10_000_003, 1), "invoices are entered while an application is issuing");
}

#[test]
fn net_and_tax_are_the_gross() {
    let world = World::new();
    world.takes("UPDATE application SET state = 'issuing' WHERE id = $submitted");
    let invoice = "INSERT INTO invoice (application_id, number, issued_on, net, tax, gross, rate)
        VALUES ($submitted, '10000001', '2026-11-22', 5800, 199, 6000, '0.03')";
    world.refuses(invoice, "CHECK constraint failed: net + tax = gross");
}

#[test]
fn an_invoice_number_is_used_once_by_invoices_and_reversals_alike() {
    let world = World::new();
    let invoice = |number: &str| {
        format!(
            "INSERT INTO invoice (application_id, number, issued_on, net, tax, gross, rate)
            VALUES ($submitted, '{number}', '2026-11-22', 1, 0, 1, '0.03')"
        )
    };
    let reversal = |number: &str| {
        format!(
            "INSERT INTO reversal (application_id, red_number, reason, reversed_on, invoice_id)
            SELECT $issued, '{number}', 'wrong_invoice', '2026-11-22', id FROM invoice WHERE application_id = $issued"
        )
    };
    world.takes("UPDATE application SET state = 'issuing' WHERE id = $submitted");
    world.refuses(&invoice("26440000000000000001"), "duplicate-invoice-number");
    world.refuses(&reversal("26440000000000000001"), "duplicate-invoice-number");
    world.takes(&reversal("26440000000000000002"));
    world.refuses(&invoice("26440000000000000002"), "duplicate-invoice-number");
}

#[test]
fn only_what_was_issued_is_reversed_and_its_reversal_stays() {
    let world = World::new();
    let reverse = "UPDATE application SET state = 'reversed' WHERE id = $issued";
    world.refuses(reverse, "a reversal names a red-letter invoice for each invoice");
    let reversal = |application: &str, number: &str, invoice: &str| {
        format!(
            "INSERT INTO reversal VALUES ({application}, '{number}', 'wrong_invoice', '2026-11-22', {invoice})"
        )
    };
    let invoice = "(SELECT id FROM invoice WHERE application_id = $issued)";
    let another = "(SELECT id FROM invoice WHERE application_id = $submitted)";
    world.takes(
        "UPDATE application SET state = 'issuing' WHERE id = $submitted;
        INSERT INTO invoice (application_id, number, issued_on, net, tax, gross, rate)
        VALUES ($submitted, '10000007', '2026-11-22', 1, 0, 1, '0.03')",
    );
    world.refuses(&reversal("$submitted", "10000009", another), "only an issued application is reversed");
    for wrong in ["NULL", another] {
        world.refuses(&reversal("$issued", "10000009", wrong), "reverses one of its application");
    }
    world.takes(&reversal("$issued", "10000009", invoice));
    world.refuses(&reversal("$issued", "10000008", invoice), "duplicate-invoice-number");
    for column in ["application_id", "red_number", "reason", "reversed_on", "invoice_id"] {
        let same = format!("UPDATE reversal SET {column} = {column}");
        world.refuses(&same, "a reversal is never changed");
    }
    world.refuses("DELETE FROM reversal", "a reversal is never removed");
    let late = "INSERT INTO reversed_without_numbers VALUES ($issued)";
    world.refuses(late, "a reversal names a red-letter invoice for each invoice");
    world.takes(reverse);
}

#[test]
fn an_application_goes_only_the_ways_of_the_table_of_states() {
    const STATES: [&str; 8] =
        ["submitted", "issuing", "issued", "delivered", "received", "cancelled", "rejected", "reversed"];
    let ways: &[(&str, &[&str])] = &[
        ("submitted", &["submitted"]),
        ("issuing", &["submitted", "issuing"]),
        ("issued", &["submitted", "issuing", "issued"]),
        ("delivered", &["submitted", "issuing", "issued", "delivered"]),
        ("received", &["submitted", "issuing", "issued", "delivered", "received"]),
        ("cancelled", &["submitted", "cancelled"]),
        ("rejected", &["submitted", "rejected"]),
        ("reversed", &["submitted", "issuing", "issued", "reversed"]),
    ];
    let next = |state: &str| -> &[&str] {
        match state {
            "submitted" => &["issuing", "cancelled", "rejected"],
            "issuing" => &["issued", "cancelled", "rejected", "submitted"],
            "issued" => &["delivered", "reversed"],
            "delivered" => &["received", "reversed", "issued"],
            "received" => &["reversed", "delivered"],
            _ => &[],
        }
    };
    const RED: &str =
        "INSERT INTO reversal SELECT 99, '10000009', 'wrong_invoice', '2026-11-22', id FROM invoice
        WHERE application_id = 99";
    let world = World::new();
    let go = |state: &str| format!("UPDATE application SET state = '{state}' WHERE id = 99");
    for (from, way) in ways {
        for to in STATES {
            world.takes("SAVEPOINT way");
            world.takes(&new_application("C1", 1, "INSERT INTO application_bill VALUES ($new, $O, 1)"));
            for state in &way[1..] {
                if *state == "issued" {
                    world.takes(
                        "INSERT INTO invoice (application_id, number, issued_on, net, tax, gross, rate)
                        VALUES (99, '10000001', '2026-11-22', 1, 0, 1, '0.03')",
                    );
                }
                if *state == "reversed" {
                    world.takes(RED);
                }
                world.takes(&go(state));
                if *state == "issued" {
                    world.takes("UPDATE application SET sent_to = 'a@b.cn' WHERE id = 99");
                }
            }
            if to == "reversed" && next(from).contains(&to) {
                world.takes(RED);
            }
            // Whether the sums are right is another law; it may be the one that speaks.
            let said = match world.run(&go(to)) {
                Ok(()) => "taken".to_owned(),
                Err(error) => error.to_string(),
            };
            let refused =
                said.contains("transition-not-allowed") || (to == "issued" && said.contains("add up"));
            let needs_invoices = (*from, to) == ("issuing", "issued");
            assert_eq!(refused, needs_invoices || !next(from).contains(&to), "{from} to {to}: {said}");
            world.takes("ROLLBACK TO way; RELEASE way");
        }
    }
    let begun = new_application("C1", 1, "").replace("'submitted', 'enterprise", "'issuing', 'enterprise");
    world.refuses(&begun, "an application begins as submitted");
}

#[test]
fn ending_an_application_gives_back_what_it_held_once() {
    let mut world = World::new();
    let used = |world: &World| -> i64 {
        world.db.query_row("SELECT used FROM bill WHERE bill_no = 'B'", [], |row| row.get(0)).unwrap()
    };
    assert_eq!(used(&world), 10_000);
    let cancel = format!(r#"{{"op":"cancel_application","application":"{}"}}"#, world.submitted);
    world.play.ok(&cancel);
    assert_eq!(used(&world), 0);
    world.play.send(&cancel).unwrap_err();
    assert_eq!(used(&world), 0);
}

#[test]
fn an_application_ends_once_and_its_bills_get_back_just_what_it_held() {
    let world = World::new();
    const WRONG: &str = "a bill counts what was refunded and used of it";
    let back = |fen: i64| format!("UPDATE bill SET used = used - {fen} WHERE id = $B");
    let cancel = "UPDATE application SET state = 'cancelled' WHERE id = $submitted";
    // Of B 60.00 are invoiced and 40.00 absorbed.
    world.refuses(cancel, "an application that ended absorbs nothing");
    world.refuses(&back(4000), WRONG);
    world.takes("UPDATE bill_offset SET standing = 0 WHERE application_id = $submitted");
    world.refuses(&back(4001), WRONG);
    world.takes(&back(4000));
    world.refuses(&back(6000), WRONG);
    world.takes(cancel);
    world.refuses(&back(5999), WRONG);
    world.takes(&back(6000));
    world.refuses(cancel, "transition-not-allowed");
    world.refuses(&back(-1), WRONG);
}

#[test]
fn what_happened_is_never_changed_or_removed() {
    let world = World::new();
    for (table, what) in [("event", "history"), ("audit", "the audit log")] {
        world
            .refuses(&format!("UPDATE {table} SET at = 0 WHERE id = 1"), &format!("{what} is never changed"));
        world.refuses(&format!("DELETE FROM {table} WHERE id = 1"), &format!("{what} is never removed"));
    }
}

#[test]
fn a_version_of_a_policy_is_never_changed() {
    let world = World::new();
    world.refuses("UPDATE policy SET body = '{}'", "a version of a policy is never changed");
}

#[test]
fn an_account_has_at_most_one_default_address() {
    let world = World::new();
    let address = |is_default: i64| {
        format!(
            "INSERT INTO mailing_address (account_id, recipient, phone, region, street, is_default)
            VALUES ($C1, 'a', 'b', 'c', 'd', {is_default})"
        )
    };
    world.refuses(&address(1), "UNIQUE constraint failed");
    world.takes(&address(0));
}

#[test]
fn who_submits_a_qualification_never_reviews_it() {
    let world = World::new();
    world.takes("INSERT INTO app_user (id, name, roles) VALUES (77, 'r', '[]')");
    let reviewed = |submitter: &str, reviewer: &str| {
        format!(
            "INSERT INTO qualification (account_id, state, submitted_by, reviewed_by)
            VALUES ($C1, 'draft', {submitter}, {reviewer})"
        )
    };
    world.refuses(&reviewed("1", "1"), "CHECK constraint failed: reviewed_by");
    world.refuses(&reviewed("NULL", "1"), "CHECK constraint failed: reviewed_by");
    world.takes(&reviewed("1", "77"));
    world.refuses("UPDATE qualification SET submitted_by = 77", "CHECK constraint failed: reviewed_by");
}

#[test]
fn every_row_belongs_to_one_that_is_there() {
    let world = World::new();
    let bill = "INSERT INTO bill (bill_no, account_id, kind, amount, billed_on, due_on)
        VALUES ('X', 999, 'other', 1, '2026-11-01', '2026-11-01')";
    world.refuses(bill, "FOREIGN KEY constraint failed");
}

/// What an open amendment lets be changed is put back to as it was.
const OPEN: &str =
    "INSERT INTO amendment (op, subject, at, user_id, is_open) VALUES ('correct_bill', 'x', 0, 1, 1);";

#[test]
fn while_an_amendment_is_open_what_nothing_uses_is_changed_and_removed_and_what_was_issued_is_not() {
    let world = World::new();
    for change in ["amount = amount + 1", "due_on = '2027-01-01'", "paid_on = NULL", "bill_no = 'X'"] {
        let sql = format!("UPDATE bill SET {change} WHERE id = $O");
        assert!(world.run(&sql).is_err(), "{sql}");
    }
    world.takes(OPEN);
    world.refuses("UPDATE bill SET amount = amount + 1 WHERE id = $A", "bill-in-use");
    world.refuses("UPDATE bill SET removed_no = 'A', bill_no = 'X' WHERE id = $B", "bill-in-use");
    world.refuses(
        "UPDATE bill SET used = used - 1 WHERE id = $B",
        "a bill counts what was refunded and used of it",
    );
    world.refuses("DELETE FROM bill WHERE id = $A", "FOREIGN KEY constraint failed");
    world.takes("UPDATE bill SET amount = amount + 1, due_on = '2027-01-01' WHERE id = $O");
    world.takes("UPDATE bill SET opening = 10, used = 10 WHERE id = $U");
    world.refuses("UPDATE bill SET opening = 2001, used = 2001 WHERE id = $U", "CHECK constraint failed");
    world.refuses("UPDATE bill SET opening = 20 WHERE id = $U", "CHECK constraint failed");
    world.takes("DELETE FROM bill WHERE id = $U");
    world.takes("UPDATE amendment SET is_open = 0");
    world.refuses("DELETE FROM bill WHERE id = $O", "a bill is never removed");
    world.refuses("UPDATE amendment SET is_open = 1", "history is never changed");
    world.refuses("DELETE FROM amendment", "history is never removed");
}

#[test]
fn a_removed_bill_holds_nothing_and_stays_as_it_is() {
    let world = World::new();
    world.takes(OPEN);
    let record = "removed_no = bill_no, bill_no = 'x', paid_on = NULL, due_on = '9999-12-31'";
    world.refuses(
        "UPDATE bill SET removed_no = bill_no, bill_no = 'x' WHERE id = $O",
        "CHECK constraint failed",
    );
    world.takes(&format!("UPDATE bill SET {record} WHERE id = $O AND bill_no = 'O'"));
    world.refuses("UPDATE bill SET item = 'y' WHERE bill_no = 'x'", "a removed bill is a record");
    let used = "INSERT INTO application_bill SELECT $submitted, id, 0 FROM bill WHERE bill_no = 'x'";
    world.refuses(&used.replace("$O", "0"), "a removed bill is a record");
}

#[test]
fn an_import_and_what_it_changed_is_never_changed_and_undone_once() {
    let world = World::new();
    let batch = "INSERT INTO import_batch (state, kind, file, sha256, issuer_id, at, user_id, first_account, first_bill,
            first_refund, first_entry)
        VALUES ('begun', 'bills', 'a.csv', hex(zeroblob(32)), 1, 0, 1, 1, 1, 1, 1)";
    world.refuses(&batch.replace("'begun'", "'imported'"), "an import is entered once");
    world.takes(batch);
    world.takes("UPDATE import_batch SET state = 'imported', added = 1");
    world.refuses("UPDATE import_batch SET added = 2", "an import is never changed");
    world.refuses("UPDATE import_batch SET file = 'b.csv'", "an import is never changed");
    world.refuses("DELETE FROM import_batch", "an import is never removed");
    world.takes("UPDATE import_batch SET state = 'undone', undone_at = 0, undone_by = 1");
    world.refuses(
        "UPDATE import_batch SET state = 'imported', undone_at = NULL, undone_by = NULL",
        "never changed",
    );
    world.refuses(
        "UPDATE bill SET batch_id = 1 WHERE id = $O",
        "the dates and kind of a bill are never changed",
    );
}
