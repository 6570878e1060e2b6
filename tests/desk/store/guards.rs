//! What the schema keeps of reviews, corrections, runs and records by itself: asked with plain SQL, past the program.

use rusqlite::Connection;

use crate::common::Play;
use crate::common::lines::{NAME, special_info};
use fapiao_desk::domain::red_letter::FormState;

/// Accounts of `T` whose qualification is called by where it stands, `desk` having submitted and 李强 decided; of
/// `Q` the account `C1` with applications: `issued`, `asked` (a correction is requested by `desk`), `made` (submitted),
/// and a top-up, an entry, a ticket of `C9` abroad, a run of `approved`, and an answer that is kept.
struct World {
    db: Connection,
    names: Vec<(&'static str, i64)>,
    _play: Play,
}

impl World {
    fn new() -> Self {
        let mut play = Play::new();
        play.ok(r#"{"op":"add_user","name":"李强","roles":["reviewer"]}"#);
        for account in ["draft", "pending", "approved", "rejected"] {
            play.customer(account, "T");
            play.paid(account, &format!("P-{account}"), "10.00");
            play.ok(&special_info(account, NAME, "1202026209900012345"));
            if account != "draft" {
                let line = play.submission(account);
                play.ok(&line);
            }
        }
        play.ok(r#"{"op":"approve_qualification","account":"approved","by":"李强"}"#);
        play.ok(
            r#"{"op":"reject_qualification","account":"rejected","by":"李强","reasons":{"bank":"不符"}}"#,
        );
        play.customer("C1", "Q");
        let [issued, asked] = ["1", "2"].map(|n| {
            play.paid("C1", &format!("B{n}"), "100.00");
            let application = play.apply("C1", &[&format!("B{n}")]);
            play.issue(&application, &format!("2644000000000000000{n}"), "100.00");
            application
        });
        play.ok(&format!(r#"{{"op":"request_correction","application":"{asked}","reason":"抬头"}}"#));
        play.paid("C1", "B3", "100.00");
        let made = play.apply("C1", &["B3"]);
        play.paid("C1", "FREE", "50.00");
        play.ok(r#"{"op":"add_refund","bill_no":"FREE","amount":"5.00","on":"2026-11-22"}"#);
        play.ok(r#"{"op":"add_bill","account":"C1","bill_no":"UNPAID","kind":"other","amount":"5.00","billed_on":"2026-11-01","due_on":"2026-12-01"}"#);
        play.ok(r#"{"op":"add_top_up","account":"C1","amount":"5.00","on":"2026-11-22","id":"once"}"#);
        play.ok(r#"{"op":"add_non_invoiceable","account":"C1","amount":"1.00","reason":"other"}"#);
        play.ok(r#"{"op":"add_account","account":"C9","issuer":"Q","name":"Harbour","kind":"enterprise","region":"overseas"}"#);
        play.ok(r#"{"op":"open_ticket","account":"C9","rule":"account-outside-mainland","note":"要票"}"#);
        play.ok(r#"{"op":"set_recurring","account":"approved","enabled":true,"type":"enterprise_general","at":"2026-11-01T09:00:00+08:00"}"#);
        play.ok(r#"{"op":"run_recurring","at":"2026-11-22T12:00:00+08:00"}"#);
        let db = Connection::open(play.desk.path()).unwrap();
        db.pragma_update(None, "foreign_keys", true).unwrap();
        let id = |sql: &str, key: &str| db.query_row(sql, [key], |row| row.get::<_, i64>(0)).unwrap();
        let mut names: Vec<(&'static str, i64)> = Vec::new();
        for (name, number) in [("$issued", &issued), ("$asked", &asked), ("$made", &made)] {
            names.push((name, id("SELECT id FROM application WHERE number = ?1", number)));
        }
        for (name, code) in [
            ("$draft", "draft"),
            ("$pending", "pending"),
            ("$approved", "approved"),
            ("$rejected", "rejected"),
            ("$C1", "C1"),
        ] {
            names.push((name, id("SELECT id FROM account WHERE code = ?1", code)));
        }
        for (name, bill_no) in [("$FREE", "FREE"), ("$UNPAID", "UNPAID"), ("$B3", "B3")] {
            names.push((name, id("SELECT id FROM bill WHERE bill_no = ?1", bill_no)));
        }
        names.push(("$reviewer", id("SELECT id FROM app_user WHERE name = ?1", "李强")));
        Self { db, names, _play: play }
    }

    /// Runs statements in which `$issued` and the other names stand for the ids of what they name, and takes back
    /// whatever they did.
    fn tried(&self, sql: &str) -> rusqlite::Result<()> {
        let named =
            self.names.iter().fold(sql.to_owned(), |sql, (name, id)| sql.replace(name, &id.to_string()));
        self.db.execute_batch("SAVEPOINT try").unwrap();
        let tried = self.db.execute_batch(&named);
        self.db.execute_batch("ROLLBACK TO try; RELEASE try").unwrap();
        tried
    }

    #[track_caller]
    fn refuses(&self, sql: &str, why: &str) {
        match self.tried(sql) {
            Ok(()) => panic!("taken: {sql}"),
            Err(error) => assert!(error.to_string().contains(why), "{sql}\n{error}"),
        }
    }

    #[track_caller]
    fn takes(&self, sql: &str) {
        self.tried(sql).unwrap_or_else(|error| panic!("{sql}\n{error}"));
    }
}

#[test]
fn a_qualification_goes_only_the_ways_of_its_table() {
    let world = World::new();
    const STATES: [&str; 6] = ["draft", "pending", "approved", "rejected", "stale", "revoked"];
    for (from, open) in
        [("draft", &[][..]), ("pending", &[]), ("approved", &["stale", "revoked"]), ("rejected", &[])]
    {
        for to in STATES.into_iter().filter(|to| *to != from) {
            // Submitting, approving and rejecting need their submission beside them.
            let sql = format!("UPDATE qualification SET state = '{to}' WHERE account_id = ${from}");
            assert_eq!(world.tried(&sql).is_ok(), open.contains(&to), "{from} to {to}");
        }
    }
    world.refuses("DELETE FROM qualification", "a qualification is never removed");
    world.refuses("UPDATE qualification SET account_id = $C1 WHERE account_id = $draft", "of one account");
}

#[test]
fn nothing_is_approved_or_rejected_that_no_review_came_to() {
    let world = World::new();
    for state in ["approved", "rejected"] {
        let sql = format!(
            "UPDATE qualification SET state = '{state}', submitted_by = 1, reviewed_by = $reviewer
            WHERE account_id = $pending"
        );
        world.refuses(&sql, "no review came to this");
        for verb in ["INSERT", "INSERT OR REPLACE"] {
            for account in ["$C1", "$pending"] {
                let sql = format!("{verb} INTO qualification VALUES ({account}, '{state}', 1, $reviewer)");
                assert!(world.tried(&sql).is_err(), "{sql}");
            }
        }
    }
    world.refuses("UPDATE qualification SET state = 'pending' WHERE account_id = $rejected", "submitted");
    world.refuses("INSERT INTO qualification VALUES ($C1, 'pending', 1, NULL)", "nothing was submitted");
    let review = "UPDATE submission SET state = 'approved', reviewed_by = $reviewer, reviewed_at = 1
        WHERE account_id = $pending;
        UPDATE qualification SET state = 'approved', submitted_by = 1, reviewed_by = $reviewer
        WHERE account_id = $pending";
    world.takes(review);
    world.refuses(&review.replace("= $reviewer", "= 1"), "four-eyes");
}

#[test]
fn a_submission_is_a_record_that_is_decided_once_by_another() {
    let world = World::new();
    for column in [
        "id",
        "account_id",
        "info",
        "submitted_at",
        "submitted_on",
        "submitted_by",
        "due_on",
        "due_assumes_year",
        "changed_by",
    ] {
        let sql = format!("UPDATE submission SET {column} = {column} WHERE account_id = $pending");
        world.refuses(&sql, "what was submitted is never changed");
    }
    for change in
        ["state = 'rejected'", "state = 'pending', reviewed_by = NULL, reviewed_at = NULL", "reasons = '{}'"]
    {
        let sql = format!("UPDATE submission SET {change} WHERE account_id = $approved");
        world.refuses(&sql, "a submission is decided once");
    }
    world.refuses("DELETE FROM submission", "history is never removed");
    let own = "UPDATE submission SET state = 'approved', reviewed_by = submitted_by, reviewed_at = 1
        WHERE account_id = $pending";
    world.refuses(own, "four-eyes");
    world.refuses("UPDATE submission SET held_by = submitted_by, held_at = 1", "four-eyes");
    let made = |account: &str, state: &str, changed_by: &str| {
        format!(
            "INSERT OR REPLACE INTO submission (account_id, state, info, submitted_at, submitted_on, submitted_by,
                due_on, changed_by, reviewed_by, reviewed_at)
            VALUES ({account}, '{state}', '{{}}', 1, '2026-11-22', 1, '2026-11-24', {changed_by}, {})",
            if state == "pending" { "NULL, NULL" } else { "$reviewer, 1" }
        )
    };
    world.refuses(&made("$draft", "approved", "1"), "a submission begins as pending");
    world.refuses(&made("$pending", "pending", "1"), "what was submitted is never changed");
    world.refuses(&made("$draft", "pending", "NULL"), "a submission says who changed the info");
    world.refuses(&made("$draft", "pending", "$reviewer"), "a submission says who changed the info");
    world.takes(&made("$draft", "pending", "1"));
}

#[test]
fn who_changed_the_info_is_kept_and_is_never_who_reviews_it() {
    let world = World::new();
    for sql in [
        "UPDATE invoice_info SET bank = bank || '一' , changed_by = $reviewer WHERE account_id = $draft",
        "UPDATE invoice_info SET changed_by = $reviewer WHERE account_id = $draft",
        "UPDATE invoice_info SET changed_by = NULL WHERE account_id = $draft",
        "UPDATE invoice_info SET bank = bank || '一' , saved_by = $reviewer WHERE account_id = $draft",
        "INSERT INTO invoice_info (account_id, type, name, saved_at, saved_by)
            VALUES ($draft, 'enterprise_general', '甲', 1, 1)",
    ] {
        world.refuses(sql, "who changes invoice info is named");
    }
    let theirs = "UPDATE invoice_info SET bank = bank || '一', saved_by = $reviewer, changed_by = $reviewer
            WHERE account_id = $draft AND type = 'enterprise_special';
        INSERT INTO submission (account_id, state, info, submitted_at, submitted_on, submitted_by, due_on, changed_by)
            VALUES ($draft, 'pending', '{}', 1, '2026-11-22', 1, '2026-11-24', $reviewer);";
    world.takes(theirs);
    for step in
        ["held_by = $reviewer, held_at = 1", "state = 'rejected', reviewed_by = $reviewer, reviewed_at = 1"]
    {
        world.refuses(
            &format!("{theirs} UPDATE submission SET {step} WHERE account_id = $draft"),
            "four-eyes",
        );
    }
}

#[test]
fn only_exactly_what_was_approved_is_approved_again() {
    let world = World::new();
    let again = "UPDATE qualification SET state = 'stale' WHERE account_id = $approved;
        UPDATE qualification SET state = 'approved', submitted_by = 1, reviewed_by = $reviewer
        WHERE account_id = $approved";
    world.takes(again);
    let changed = "UPDATE invoice_info SET bank = bank || '一' WHERE account_id = $approved;";
    world.refuses(&format!("{changed} {again}"), "it is not what was approved");
}

#[test]
fn evidence_is_entered_with_its_submission_and_stays() {
    let world = World::new();
    world.refuses("UPDATE evidence SET name = 'x'", "evidence is never changed");
    world.refuses("DELETE FROM evidence", "evidence is never removed");
    let scan = |account: &str| {
        format!(
            "INSERT INTO evidence (submission_id, kind, sha256, media, name, bytes)
            SELECT id, 'tax_certificate', printf('%064d', 1), 'pdf', 'x', 1 FROM submission
            WHERE account_id = {account}"
        )
    };
    world.refuses(&scan("$approved"), "evidence is never changed");
    world.takes(&scan("$pending"));
    world.refuses("INSERT OR REPLACE INTO evidence SELECT * FROM evidence", "evidence is never changed");
}

#[test]
fn a_correction_is_a_record_that_is_decided_once_by_another() {
    let world = World::new();
    for column in [
        "id",
        "application_id",
        "account_id",
        "reason",
        "changes",
        "requested_at",
        "requested_on",
        "requested_by",
    ] {
        let sql = format!("UPDATE correction SET {column} = {column}");
        world.refuses(&sql, "what was requested is never changed");
    }
    world.refuses("DELETE FROM correction", "history is never removed");
    let reject = "UPDATE correction SET state = 'rejected', decided_by = $reviewer, decided_at = 1";
    world.refuses(&reject.replace("$reviewer", "requested_by"), "four_eyes");
    world.refuses(&format!("{reject}; {reject}"), "a correction is decided once");
    world.takes(reject);
    let approve = "UPDATE correction SET state = 'approved', decided_by = $reviewer, decided_at = 1,
        replacement_id = $made";
    world.refuses(approve, "an approved correction reverses and replaces");
    world.takes(&format!(
        "INSERT INTO reversal SELECT application_id, '10000009', 'wrong_invoice', '2026-11-22', id FROM invoice
        WHERE application_id = $asked;
        UPDATE application SET state = 'reversed' WHERE id = $asked; {approve}"
    ));
}

#[test]
fn only_what_is_issued_is_corrected_and_one_request_waits_at_a_time() {
    let world = World::new();
    let request = |application: &str, account: &str, state: &str| {
        format!(
            "INSERT OR REPLACE INTO correction
            (application_id, account_id, state, reason, changes, requested_at, requested_on, requested_by, decided_by)
            VALUES ({application}, {account}, '{state}', 'x', '{{}}', 1, '2026-11-22', 1, {})",
            if state == "requested" { "NULL" } else { "$reviewer" }
        )
    };
    world.takes(&request("$issued", "$C1", "requested"));
    world.refuses(&request("$asked", "$C1", "requested"), "what was requested is never changed");
    world.refuses(&request("$made", "$C1", "requested"), "only an issued application is corrected");
    world.refuses(&request("$issued", "$draft", "requested"), "only an issued application is corrected");
    world.refuses(&request("$issued", "$C1", "rejected"), "a correction begins as requested");
}

#[test]
fn a_red_letter_goes_only_the_ways_of_the_bureau_and_holds_the_reversal_while_it_waits() {
    let world = World::new();
    let begin = |state: &str, by: &str| {
        format!(
            "INSERT OR REPLACE INTO red_letter (id, invoice_id, begun_by, reason, state, entered_at)
            SELECT 9, id, '{by}', 'allowance', '{state}', 1 FROM invoice WHERE application_id = $issued;"
        )
    };
    let to = |state: FormState| format!("UPDATE red_letter SET state = '{}' WHERE id = 9;", state.as_str());
    for from in FormState::ALL {
        let firsts =
            [("no_confirmation", "seller"), ("awaiting_buyer", "seller"), ("awaiting_seller", "buyer")];
        let ways = firsts.map(|(state, by)| {
            let first: FormState = state.parse().unwrap();
            begin(state, by) + &if first == from { String::new() } else { to(from) }
        });
        let way = ways
            .into_iter()
            .find(|way| world.tried(way).is_ok())
            .expect("every state is reached in two steps");
        for next in FormState::ALL.into_iter().filter(|next| *next != from) {
            let is_open = world.tried(&(way.clone() + &to(next))).is_ok();
            assert_eq!(is_open, from.leads_to(next), "{from:?} to {next:?}");
        }
        let reverse = "INSERT INTO reversal SELECT application_id, '10000009', 'allowance', '2026-11-22', id
            FROM invoice WHERE application_id = $issued;";
        let is_free = from.is_ready() || from.is_withdrawn();
        assert_eq!(world.tried(&(way + reverse)).is_ok(), is_free, "{from:?}");
    }
    let begun = begin("awaiting_buyer", "seller");
    for (first, by) in [("confirmed", "seller"), ("awaiting_buyer", "buyer"), ("awaiting_seller", "seller")] {
        world.refuses(&begin(first, by), "a red letter begins with an invoice that stands");
    }
    world.refuses(&(begun.clone() + &begun.replace("9, id", "8, id")), "a red letter begins");
    world.refuses(&(begun.clone() + "DELETE FROM red_letter"), "a red letter is never removed");
    world.refuses(&(begun + "UPDATE red_letter SET entered_at = 2"), "a red letter does not go that way");
}

#[test]
fn a_month_is_run_once_and_its_run_stays() {
    let world = World::new();
    world.refuses("UPDATE recurring_run SET month = '2026-10'", "a run is never changed");
    world.refuses("DELETE FROM recurring_run", "a run is never removed");
    let again = "INSERT OR REPLACE INTO recurring_run VALUES ($approved, '2026-11', 'skipped', NULL, 'x', 1)";
    world.refuses(again, "recurring-already-run");
    world.takes(&again.replace("2026-11", "2026-12"));
    let foreign = "INSERT INTO recurring_run VALUES ($approved, '2026-12', 'applied', $made, NULL, 1)";
    world.refuses(foreign, "an application of another account");
}

#[test]
fn what_a_bill_counts_is_what_is_there() {
    let world = World::new();
    for change in ["used = used + 1", "used = used - 1", "refunded = refunded + 1", "refunded = refunded - 1"]
    {
        for bill in ["$FREE", "$B3"] {
            assert!(
                world.tried(&format!("UPDATE bill SET {change} WHERE id = {bill}")).is_err(),
                "{bill} {change}"
            );
        }
    }
    world
        .refuses("UPDATE bill SET used = 0 WHERE id = $B3", "a bill counts what was refunded and used of it");
}

#[test]
fn the_dates_of_a_bill_are_never_changed_and_it_is_paid_once() {
    let world = World::new();
    for change in ["billed_on = '2026-01-01'", "due_on = '2027-01-01'", "kind = 'other'", "id = 999"] {
        let sql = format!("UPDATE bill SET {change} WHERE id = $FREE");
        world.refuses(&sql, "the dates and kind of a bill are never changed");
    }
    for paid_on in ["'2026-11-01'", "NULL"] {
        world
            .refuses(&format!("UPDATE bill SET paid_on = {paid_on} WHERE id = $FREE"), "a bill is paid once");
    }
    world.takes("UPDATE bill SET paid_on = '2026-11-22' WHERE id = $UNPAID");
}

#[test]
fn what_an_application_promised_stays_and_how_it_was_sent_is_written_when_it_is_sent() {
    let world = World::new();
    for change in ["due_on = '2027-01-01'", "due_assumes_year = 2027", "buyer_name = 'x'", "id = 999"] {
        let sql = format!("UPDATE application SET {change} WHERE id = $made");
        world.refuses(&sql, "what was applied for is never changed");
    }
    for change in ["carrier = 'EMS'", "tracking_no = '1'", "sent_to = 'a@b.cn'"] {
        let sql = format!("UPDATE application SET {change} WHERE id = $made");
        world.refuses(&sql, "how it was sent is written when it is sent");
    }
    let deliver = "UPDATE application SET state = 'delivered' WHERE id = $issued";
    world.refuses(deliver, "it was not said how it was sent");
    world.takes(&format!("UPDATE application SET sent_to = 'a@b.cn' WHERE id = $issued; {deliver}"));
}

#[test]
fn nothing_that_is_kept_is_replaced() {
    let world = World::new();
    for table in [
        "app_user",
        "application",
        "application_bill",
        "audit",
        "bill",
        "command_answer",
        "correction",
        "event",
        "evidence",
        "invoice",
        "non_invoiceable",
        "policy",
        "recurring_run",
        "refund",
        "submission",
        "ticket",
        "ticket_note",
        "top_up",
    ] {
        let rows: i64 =
            world.db.query_row(&format!("SELECT count(*) FROM {table}"), [], |row| row.get(0)).unwrap();
        assert!(rows > 0, "{table} has nothing to replace");
        assert!(
            world.tried(&format!("INSERT OR REPLACE INTO {table} SELECT * FROM {table}")).is_err(),
            "{table}"
        );
    }
    world.refuses(
        "INSERT OR REPLACE INTO invoice (application_id, number, issued_on, net, tax, gross, rate)
        SELECT $made, number, issued_on, net, tax, gross, rate FROM invoice",
        "",
    );
}

#[test]
fn the_audit_log_only_grows_at_its_end() {
    let world = World::new();
    let entry = |id: &str| {
        let columns = "at, user_id, op, request, hash";
        format!("INSERT INTO audit (id, {columns}) SELECT {id}, {columns} FROM audit WHERE id = 1")
    };
    for id in ["0", "-1", "(SELECT max(id) FROM audit)", "(SELECT max(id) + 2 FROM audit)"] {
        world.refuses(&entry(id), "the audit log only grows at its end");
    }
    world.takes(&entry("(SELECT max(id) + 1 FROM audit)"));
}

#[test]
fn tickets_and_their_notes_are_history() {
    let world = World::new();
    for column in ["account_id", "application_id", "rule", "opened_at", "opened_by"] {
        world.refuses(&format!("UPDATE ticket SET {column} = {column}"), "what a ticket is about");
    }
    world.refuses("UPDATE ticket_note SET note = 'x'", "history is never changed");
    for table in ["ticket", "ticket_note"] {
        world.refuses(&format!("DELETE FROM {table}"), "");
    }
    world.takes("UPDATE ticket SET state = 'closed'");
}

#[test]
fn an_answer_and_whether_a_store_is_a_sandbox_are_settled_once() {
    let world = World::new();
    world.refuses("UPDATE command_answer SET answer = 'x'", "an answer is never changed");
    world.refuses("DELETE FROM command_answer", "an answer is never removed");
    world.refuses(
        "INSERT INTO command_answer (id, op, answer) VALUES ('new', 'pay_bill', '{\"answer\":{}}')",
        "an answer is kept with its request",
    );
    world
        .refuses("UPDATE setting SET key = 'sandbox' WHERE key = 'default_user'", "a setting keeps its name");
    world.refuses("DELETE FROM setting; INSERT INTO setting VALUES ('sandbox', '1')", "from its beginning");
}

#[test]
fn nobody_is_the_program() {
    let world = World::new();
    world.refuses("UPDATE app_user SET id = 0 WHERE name = 'desk'", "nobody is the program");
    world.refuses(
        "INSERT INTO app_user (id, name, roles) VALUES (0, 'x', '[\"clerk\"]')",
        "nobody is the program",
    );
    let program = "INSERT INTO app_user (id, name, roles) VALUES (0, 'x', '[]')";
    world.takes(program);
    world.refuses(
        &format!("{program}; UPDATE app_user SET roles = '[\"admin\"]' WHERE id = 0"),
        "nobody is the program",
    );
}
