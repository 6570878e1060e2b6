//! `check`: every law, without changing anything.

use std::sync::LazyLock;

use rusqlite::Connection;

use crate::common::place::Kept;
use crate::common::process::{Desk, Ran, finish};

/// A store with an application that absorbs a refund, and one that was cancelled.
pub fn lived_in() -> Desk {
    Desk::of(&LIVED_IN)
}

static LIVED_IN: LazyLock<Kept> = LazyLock::new(|| {
    let desk = Desk::empty();
    desk.ok(&[
        r#"{"op":"add_issuer","code":"Q","name":"示例气象服务有限公司","policy":"qweather","at":"2026-11-22T12:00:00+08:00"}"#,
        r#"{"op":"add_account","account":"C1","issuer":"Q","name":"甲","kind":"individual"}"#,
        r#"{"op":"save_invoice_info","account":"C1","type":"personal_general","name":"甲"}"#,
        r#"{"op":"add_bill","account":"C1","bill_no":"A","kind":"other","amount":"100","billed_on":"2026-10-01","due_on":"2026-10-10","paid_on":"2026-10-05"}"#,
        r#"{"op":"add_bill","account":"C1","bill_no":"B","kind":"other","amount":"100","billed_on":"2026-10-02","due_on":"2026-10-10","paid_on":"2026-10-05"}"#,
        r#"{"op":"add_bill","account":"C1","bill_no":"C","kind":"other","amount":"100","billed_on":"2026-10-03","due_on":"2026-10-10","paid_on":"2026-10-05"}"#,
        r#"{"op":"add_non_invoiceable","account":"C1","amount":"1","reason":"other"}"#,
        r#"{"op":"submit_application","account":"C1","type":"personal_general","bills":["A"],"email":"a@example.com"}"#,
        r#"{"op":"accept_application","application":"FP20261122-0001"}"#,
        r#"{"op":"issue_application","application":"FP20261122-0001","invoices":[{"number":"26440000000000000001","issued_on":"2026-11-22","gross":"99"}]}"#,
        r#"{"op":"add_refund","bill_no":"A","amount":"40","on":"2026-11-22"}"#,
        r#"{"op":"submit_application","account":"C1","type":"personal_general","bills":["B"],"email":"a@example.com"}"#,
        r#"{"op":"submit_application","account":"C1","type":"personal_general","bills":["C"],"email":"a@example.com"}"#,
        r#"{"op":"cancel_application","application":"FP20261122-0003"}"#,
    ]);
    desk.keep()
});

pub fn checked(desk: &Desk) -> Ran {
    desk.run(&["check", "--json"])
}

/// The triggers of a store: name, and what makes them.
fn triggers(db: &Connection) -> Vec<(String, String)> {
    let mut all = db.prepare("SELECT name, sql FROM sqlite_schema WHERE type = 'trigger'").unwrap();
    all.query_map([], |row| Ok((row.get(0)?, row.get(1)?))).unwrap().map(Result::unwrap).collect()
}

/// The laws that are broken after a hand has been at the file.
fn broken_by(sql: &str) -> Vec<String> {
    let desk = lived_in();
    let hand = Connection::open(desk.store()).unwrap();
    let guards = triggers(&hand);
    hand.execute_batch(&format!("PRAGMA foreign_keys = OFF; {sql}")).unwrap();
    // The guards that were in the way are put back: what is found is found by the rows alone.
    let left = triggers(&hand);
    for (_, again) in guards.iter().filter(|guard| !left.contains(guard)) {
        hand.execute_batch(again).unwrap();
    }
    drop(hand);
    let ran = checked(&desk);
    assert_eq!(ran.code, 1, "{ran:?}");
    let report = ran.answer();
    let words = desk.run(&["check"]);
    assert_eq!((words.code, words.stdout.contains("发现")), (1, true), "{words:?}");
    // Whatever law it breaks, it is not what the log proves.
    assert!(report["violations"].as_array().unwrap().iter().any(is_of_proof), "{report}");
    let name = |v: &serde_json::Value| v["broken"].as_str().or(v["law"].as_str()).unwrap().to_owned();
    laws(&ran).iter().map(name).collect()
}

/// Whether a violation is found by holding the rows and the schema against the log.
fn is_of_proof(violation: &serde_json::Value) -> bool {
    ["table", "schema_touched"].iter().any(|law| violation["law"] == *law)
}

/// The laws that are broken, beside what is not as the log proves.
fn laws(ran: &Ran) -> Vec<serde_json::Value> {
    let mut found: Vec<serde_json::Value> = ran.answer()["violations"].as_array().unwrap().clone();
    found.retain(|violation| !is_of_proof(violation));
    found
}

#[test]
fn nothing_is_wrong_with_a_store_that_only_commands_have_changed() {
    let desk = lived_in();
    let before = desk.bytes();
    let ran = checked(&desk);
    assert_eq!(ran.code, 0, "{ran:?}");
    let mut report = ran.answer();
    let proved = report["proved"].take();
    assert_eq!(report, serde_json::json!({"accounts":1,"bills":3,"violations":[],"proved":null}));
    assert_eq!((&proved["since_entry"], &proved["keys"]), (&1.into(), &1.into()), "{proved}");
    let words = desk.run(&["check"]);
    let said = words.stdout.split_once('\n').unwrap();
    assert_eq!((words.code, said.1), (0, "检查了 1 个客户、3 张账单，没有发现问题。\n"));
    assert!(said.0.contains(proved["head"].as_str().unwrap()), "{said:?}");
    assert_eq!(desk.bytes(), before);
}

#[test]
fn looking_at_a_store_leaves_no_files_beside_it() {
    let desk = lived_in();
    for looks in [&["check"] as &[_], &["recurring", "--preview"], &["export", "bills", "--to", "bills.csv"]]
    {
        assert_eq!(desk.run(looks).code, 0, "{looks:?}");
        for tail in ["-wal", "-shm"] {
            assert!(!desk.path(&format!("desk.sqlite{tail}")).exists(), "{looks:?} left {tail}");
        }
    }
}

#[test]
fn a_store_that_another_program_has_open_is_checked_with_what_it_wrote_last() {
    let desk = lived_in();
    let other = Connection::open(desk.store()).unwrap();
    other.execute_batch("UPDATE account SET name = '乙'").unwrap();
    let wal = || std::fs::read(desk.path("desk.sqlite-wal")).unwrap();
    let (store, log) = (desk.bytes(), wal());
    assert!(!log.is_empty());
    let ran = checked(&desk);
    assert_eq!((ran.code, laws(&ran)), (1, Vec::new()));
    let found = &ran.answer()["violations"];
    assert_eq!(
        (found.as_array().unwrap().len(), &found[0]["table"]),
        (1, &"account".into()),
        "no command wrote it"
    );
    assert_eq!((desk.bytes(), wal()), (store, log), "nothing is moved from one to the other");
}

/// A change of what a bill counts, with its guards taken away.
fn by_hand(change: &str) -> String {
    let guards = "DROP TRIGGER bill_counts_what_is_used; DROP TRIGGER bill_counts_what_was_refunded";
    format!("{guards}; UPDATE bill SET {change}")
}

#[test]
fn money_that_does_not_add_up_is_found_by_its_law() {
    assert!(
        broken_by(&by_hand("refunded = refunded + 1 WHERE bill_no = 'B'"))
            .contains(&"refunds_add_up".to_owned())
    );
    let used = broken_by(&by_hand("used = used - 1 WHERE bill_no = 'A'"));
    assert!(used.contains(&"used_adds_up".to_owned()), "{used:?}");
    assert!(used.contains(&"balance".to_owned()), "{used:?}");
    let opening = broken_by(
        "DROP TRIGGER bill_counts_what_is_used; DROP TRIGGER bill_stays;
        UPDATE bill SET opening = 1, used = 2 WHERE bill_no = 'C'",
    );
    assert!(opening.contains(&"used_adds_up".to_owned()), "{opening:?}");
    let lines = broken_by(
        "DROP TRIGGER application_is_a_record; UPDATE application SET amount = amount + 1 WHERE id = 2",
    );
    assert!(lines.contains(&"lines_add_up".to_owned()), "{lines:?}");
    let invoices =
        broken_by("DROP TRIGGER invoice_stays; UPDATE invoice SET gross = gross + 1, net = net + 1");
    assert_eq!(invoices, ["invoices_add_up"]);
    let ended = broken_by("DROP TRIGGER bill_offset_given_back; UPDATE bill_offset SET application_id = 3");
    assert!(ended.contains(&"ended_hold_nothing".to_owned()), "{ended:?}");
    let offsets =
        broken_by("DROP TRIGGER non_invoiceable_stays; UPDATE non_invoiceable SET amount = 99 WHERE 1 = 1");
    assert!(offsets.contains(&"offsets_within_sources".to_owned()), "{offsets:?}");
}

/// A change by hand with every guard taken away while it is made.
fn unguarded(change: &str) -> Vec<String> {
    let drops: String = triggers(&Connection::open(lived_in().store()).unwrap())
        .iter()
        .map(|(name, _)| format!("DROP TRIGGER {name};"))
        .collect();
    broken_by(&format!("{drops}{change}"))
}

#[test]
fn each_law_finds_what_breaks_it_and_nothing_else_does() {
    for (change, broken) in [
        ("UPDATE invoice SET net = net - 1, tax = tax + 1", "tax_is_of_its_rate"),
        ("UPDATE invoice SET net = 5000, tax = gross - 5000", "tax_is_of_its_rate"),
        ("UPDATE invoice SET rate = 'free'", "tax_is_of_its_rate"),
        ("UPDATE invoice SET issued_on = '2020-01-01'", "dated_in_order"),
        ("UPDATE application SET due_on = '2020-01-01' WHERE id = 1", "dated_in_order"),
        ("UPDATE application SET submitted_at = submitted_at + 86400000 WHERE id = 1", "dated_in_order"),
        ("UPDATE application SET snapshot = '{}' WHERE id = 1", "snapshot_is_kept"),
        ("UPDATE application SET buyer_name = '乙' WHERE id = 1", "snapshot_is_kept"),
        ("DELETE FROM event WHERE application_id = 1", "timeline_leads_to_state"),
        ("DELETE FROM event WHERE application_id = 1 AND event = 'accepted'", "timeline_leads_to_state"),
        ("UPDATE event SET event = 'rejected' WHERE event = 'cancelled'", "timeline_leads_to_state"),
        (
            "UPDATE bill SET paid_on = '2030-01-01' WHERE bill_no = 'B';
            UPDATE bill_month SET last_paid_on = '2030-01-01'
                WHERE month = (SELECT substr(billed_on, 1, 7) || '-01' FROM bill WHERE bill_no = 'B')",
            "taken_when_paid",
        ),
        ("UPDATE bill_month SET used = used + 1", "months_add_up"),
        ("DELETE FROM bill_month", "months_add_up"),
        ("UPDATE invoice SET rate = '0.04', net = 9519, tax = 381", "rate_is_legal"),
        ("INSERT INTO reversal VALUES (1, '26440000000000000009', 'allowance', '2026-11-22', 1)", "invoiced_once_issued"),
        (
            "INSERT INTO amendment (op, subject, at, user_id, is_open) VALUES ('remove_bill', 'B', 0, 1, 1)",
            "batches_add_up",
        ),
        (
            "INSERT INTO import_batch (state, kind, file, sha256, issuer_id, at, user_id, first_account, first_bill,
                first_refund, first_entry) VALUES ('begun', 'bills', 'a.csv', hex(zeroblob(32)), 1, 0, 1, 1, 1, 1, 1)",
            "batches_add_up",
        ),
        (
            "INSERT INTO import_batch (state, kind, file, sha256, issuer_id, at, user_id, added, first_account,
                first_bill, first_refund, first_entry, last_bill)
                VALUES ('imported', 'bills', 'a.csv', hex(zeroblob(32)), 1, 0, 1, 0, 1, 1, 1, 1, 9);
            UPDATE bill SET batch_id = 1 WHERE bill_no = 'C'",
            "batches_add_up",
        ),
        (
            "INSERT INTO invoice SELECT 9, 3, '26440000000000000009', issued_on, net, tax, gross, rate FROM invoice",
            "invoiced_once_issued",
        ),
        (
            "INSERT INTO outbox (application_id, message_id, sender_name, sender, recipients, subject, body, queued_at,
                queued_by, state, tries, tried_at, is_begun, sha256, answer)
                VALUES (1, 'm', '', 'a', 'b', '', '', 0, 1, 'sent', 1, 0, 1, hex(zeroblob(32)), '250')",
            "mailed_is_delivered",
        ),
        (
            "INSERT INTO outbox (application_id, message_id, sender_name, sender, recipients, subject, body, queued_at,
                queued_by, state) VALUES (1, 'm', '', 'a', 'b', '', '', 0, 1, 'queued');
            INSERT INTO outbox_file VALUES (1, 1, 'a.xml', hex(zeroblob(32)))",
            "mailed_is_delivered",
        ),
        ("UPDATE account SET verified_tax_id = '91440300MA0DEM01XA'", "failing_codes_seen"),
        ("INSERT INTO qualification VALUES (1, 'approved', NULL, NULL)", "stands_on_its_review"),
        (
            "INSERT INTO submission (account_id, state, info, submitted_at, submitted_on, submitted_by, due_on)
                VALUES (1, 'pending', '{}', 0, '2026-11-22', 1, '2026-11-24')",
            "stands_on_its_review",
        ),
        (
            "INSERT INTO app_user (id, name, roles, version) VALUES (2, '李强', '[\"reviewer\"]', 1);
            INSERT INTO submission (account_id, state, info, submitted_at, submitted_on, submitted_by, due_on,
                changed_by, reviewed_by, reviewed_at)
                VALUES (1, 'rejected', '{}', 0, '2026-11-22', 1, '2026-11-24', 2, 2, 0)",
            "reviewed_by_another",
        ),
        ("UPDATE event SET second_person = 1 WHERE event = 'issued'", "second_person_took_step"),
        (
            "INSERT INTO planned_invoice (application_id, place, serial, gross)
                SELECT id, 1, number || '-1', amount - 1 FROM application WHERE id = 1",
            "planned_add_up",
        ),
        (
            "INSERT INTO planned_invoice (application_id, place, serial, gross)
                SELECT id, 1, number || '-2', amount FROM application WHERE id = 1",
            "planned_add_up",
        ),
        (
            "INSERT INTO planned_invoice (id, application_id, place, serial, gross)
                SELECT 1, id, 1, number || '-1', amount FROM application WHERE id = 1;
            INSERT INTO bureau_form VALUES (1, '20260401', hex(zeroblob(32)), 'a.xlsx', '{}', 0);
            INSERT INTO issue_batch SELECT 1, issuer_id, 1, 0, 1 FROM account WHERE id = 1;
            INSERT INTO batch_line VALUES (1, 1, 1, 'a.xlsx', 4, '{}', NULL, NULL)",
            "out_while_issuing",
        ),
        (
            "INSERT INTO red_letter VALUES (1, 1, 'seller', 'allowance', 'awaiting_buyer', NULL, 0)",
            "red_letters_in_order",
        ),
        (
            "INSERT INTO red_letter VALUES (1, 1, 'seller', 'allowance', 'confirmed', NULL, 0);
            INSERT INTO red_letter_step VALUES (1, 1, 'awaiting_buyer', 0, 0, 1, NULL),
                (2, 1, 'confirmed', 259200001, 259200001, 1, NULL)",
            "red_letters_in_order",
        ),
        (
            "INSERT INTO app_user (id, name, roles, version) VALUES (2, '李强', '[\"reviewer\"]', 1);
            INSERT INTO correction (application_id, account_id, state, reason, changes, requested_at, requested_on,
                requested_by, decided_at, decided_by, replacement_id)
                VALUES (1, 1, 'approved', '', '{}', 0, '2026-11-22', 1, 0, 2, 2)",
            "corrected_and_replaced",
        ),
    ] {
        assert_eq!(unguarded(change), [broken], "{change}");
    }
}

#[test]
fn a_law_about_several_rows_finds_them_among_what_else_they_break() {
    for (change, broken) in [
        (
            "INSERT INTO account SELECT 2, 'C2', issuer_id, name, kind, region, status, NULL, NULL, NULL, NULL, NULL,
                NULL, NULL, NULL, NULL, 1, NULL FROM account;
            UPDATE bill SET account_id = 2 WHERE bill_no = 'C'",
            "own_account_only",
        ),
        (
            "UPDATE application SET state = 'delivered' WHERE id = 1;
            INSERT INTO event (application_id, at, user_id, event) VALUES (1, 0, 1, 'delivered')",
            "sent_somehow",
        ),
        (
            "INSERT INTO reversal SELECT application_id, number, 'allowance', issued_on, id FROM invoice",
            "numbers_used_once",
        ),
        ("UPDATE application SET state = 'reversed' WHERE id = 1", "reversed_by_number"),
        (
            "INSERT INTO reversal SELECT 2, '26440000000000000009', 'allowance', issued_on, id FROM invoice",
            "reversed_by_number",
        ),
    ] {
        let found = unguarded(change);
        assert!(found.contains(&broken.to_owned()), "{change}: {found:?}");
    }
}

/// What `check` says of the schema after a hand has been at it.
fn altered_by(sql: &str) -> Vec<String> {
    let desk = lived_in();
    Connection::open(desk.store()).unwrap().execute_batch(sql).unwrap();
    let ran = checked(&desk);
    assert_eq!(ran.code, 1, "{ran:?}");
    let part = |v: &serde_json::Value| {
        assert_eq!(v["law"], "schema", "{v}");
        format!("{} {}", v["kind"].as_str().unwrap(), v["name"].as_str().unwrap())
    };
    laws(&ran).iter().map(part).collect()
}

#[test]
fn a_guard_that_was_taken_away_changed_or_added_is_found() {
    assert_eq!(altered_by("DROP TRIGGER invoice_stays"), ["trigger invoice_stays"]);
    assert_eq!(altered_by("DROP INDEX submission_one_pending"), ["index submission_one_pending"]);
    let harmless = "DROP TRIGGER bill_is_kept;
        CREATE TRIGGER bill_is_kept BEFORE DELETE ON bill WHEN 0 BEGIN SELECT 1; END";
    assert_eq!(altered_by(harmless), ["trigger bill_is_kept"]);
    let foreign = "CREATE TRIGGER mine AFTER INSERT ON bill BEGIN DELETE FROM setting; END";
    assert_eq!(altered_by(foreign), ["trigger mine"]);
}

#[test]
fn an_index_and_a_table_of_somebodys_own_break_no_law_but_the_schema_was_touched() {
    let desk = lived_in();
    let sql = "CREATE INDEX mine ON bill (item); CREATE TABLE notes (text); ANALYZE";
    Connection::open(desk.store()).unwrap().execute_batch(sql).unwrap();
    let ran = checked(&desk);
    assert_eq!((ran.code, laws(&ran)), (1, Vec::new()));
    assert_eq!(ran.answer()["violations"][0]["law"], "schema_touched");
}

#[test]
fn a_policy_that_no_issuer_could_work_under_is_found() {
    let policy = |change: &str| {
        broken_by(&format!(
            "DROP TRIGGER policy_stays; UPDATE policy SET {change} WHERE code = 'tencent-cloud'"
        ))
    };
    assert_eq!(policy("body = replace(body, '\"recurring_day\":10', '\"recurring_day\":29')"), ["policy"]);
    assert_eq!(
        policy("body = replace(body, '\"code\":\"tencent-cloud\"', '\"code\":\"other\"')"),
        ["policy"]
    );
    assert_eq!(policy("body = '{}'"), ["policy"]);
    assert_eq!(policy("body = replace(body, '\"rate\":\"0.06\"', '\"rate\":\"0.6\"')"), ["policy"]);
    assert_eq!(broken_by("UPDATE issuer SET policy = 'nowhere'"), ["issuer"]);
    assert_eq!(
        broken_by("DROP TRIGGER app_user_last_admin; UPDATE app_user SET roles = '[\"clerk\"]'"),
        ["no_admin"]
    );
}

#[test]
fn a_rate_that_the_law_does_not_have_is_found_where_something_can_be_issued_at_it() {
    let desk = lived_in();
    desk.ok(&[
        r#"{"op":"copy_policy","from":"qweather","code":"own"}"#,
        r#"{"op":"change_policy","code":"own","changes":{"bill_age_limit_months":6}}"#,
    ]);
    let by_hand = |version: i64| {
        let hand = Connection::open(desk.store()).unwrap();
        let guard = "SELECT sql FROM sqlite_schema WHERE name = 'policy_stays'";
        let guard: String = hand.query_row(guard, [], |row| row.get(0)).unwrap();
        let change = "body = replace(body, '\"rate\":\"0.03\"', '\"rate\":\"0.6\"')";
        hand.execute_batch(&format!(
            "DROP TRIGGER policy_stays; UPDATE policy SET {change} WHERE code = 'own' AND version = {version}; {guard}"
        ))
        .unwrap();
    };
    by_hand(1);
    assert!(laws(&checked(&desk)).is_empty(), "an older desk took it, and there is a newer version");
    by_hand(2);
    let found = serde_json::Value::from(laws(&checked(&desk)));
    assert_eq!((&found[0]["policy"], &found[0]["version"]), (&"own".into(), &2.into()), "{found}");
    let hand = Connection::open(desk.store()).unwrap();
    hand.execute_batch(
        "INSERT INTO issuer_item VALUES (1, 0, '短信费', '信息技术服务', '3040201990000000000');
        INSERT INTO issuer_item_rate VALUES (1, 0, '2026-01-01', '0.6')",
    )
    .unwrap();
    drop(hand);
    let found = checked(&desk).answer()["violations"].take();
    let item = found.as_array().unwrap().iter().find(|found| found["law"] == "item").unwrap();
    assert_eq!((&item["issuer"], &item["item"]), (&"Q".into(), &"*信息技术服务*短信费".into()), "{found}");
}

#[test]
fn what_an_older_desk_reversed_without_its_red_numbers_is_a_notice_and_nothing_wrong() {
    let desk = Desk::empty();
    let old = include_str!("../../fixtures/schema-4.sql");
    Connection::open(desk.store()).unwrap().execute_batch(old).unwrap();
    let ran = checked(&desk);
    let report = ran.answer();
    assert_eq!((ran.code, &report["violations"]), (0, &serde_json::json!([])), "{ran:?}");
    assert_eq!(
        report["notices"],
        serde_json::json!([{"notice": "reversed_without_numbers", "application": "FP20261116-0001",
            "invoices": ["26440000000000000001", "26440000000000000002"]}])
    );
    for (lang, said) in [("zh", "由旧版本红冲"), ("en", "an older version reversed")] {
        let ran = desk.run(&["--lang", lang, "check"]);
        let says = |part: &str| ran.stdout.contains(part);
        assert!(says(said) && says("FP20261116-0001") && says("26440000000000000002"), "{}", ran.stdout);
        assert_eq!(ran.code, 0);
    }
}

#[test]
fn an_audit_entry_that_was_changed_or_taken_out_is_found() {
    for sql in [
        "UPDATE audit SET request = replace(request, '100', '900') WHERE id = 5",
        "UPDATE audit SET user_id = 1, at = at + 1 WHERE id = 5",
        "DELETE FROM audit WHERE id = 5",
    ] {
        let sql = format!("DROP TRIGGER IF EXISTS audit_stays; DROP TRIGGER IF EXISTS audit_is_kept; {sql}");
        assert_eq!(broken_by(&sql), ["audit"], "{sql}");
    }
}

#[test]
fn a_row_that_points_at_nothing_is_found() {
    let found = broken_by("UPDATE app_user SET id = 77 WHERE id = 1");
    assert!(found.contains(&"file".to_owned()), "{found:?}");
}

#[test]
fn a_scan_that_is_lost_or_changed_is_found_and_named_in_both_languages() {
    let desk = crate::cli::backups::with_scans();
    assert_eq!(checked(&desk).code, 0);
    let folder = std::fs::read_dir(desk.path("desk.files")).unwrap().next().unwrap().unwrap().path();
    let scan = std::fs::read_dir(folder).unwrap().next().unwrap().unwrap().path();
    std::fs::write(scan, "%PDF-1.4 changed").unwrap();
    let ran = checked(&desk);
    assert_eq!(ran.code, 1, "{ran:?}");
    let found = ran.answer()["violations"].take();
    assert_eq!(found.as_array().unwrap().len(), 1, "{found}");
    assert_eq!(
        (&found[0]["law"], &found[0]["account"], &found[0]["fault"]),
        (&"scan".into(), &"C1".into(), &"altered".into())
    );

    std::fs::remove_dir_all(desk.path("desk.files")).unwrap();
    for (lang, lost) in [("zh", "丢失"), ("en", "lost")] {
        let ran = desk.run(&["--lang", lang, "check"]);
        assert_eq!(ran.code, 1, "{ran:?}");
        let said = |part: &str| ran.stdout.contains(part);
        assert!(said("C1") && said("a.pdf") && said("b.pdf") && said(lost), "{}", ran.stdout);
    }
}

/// `ulimit` is the shell's; a file that may not grow is to SQLite what a full disk is.
#[test]
#[cfg(target_os = "linux")]
fn a_store_on_a_full_disk_is_checked_also_where_a_program_was_killed_at_it() {
    let desk = Desk::empty();
    desk.ok(&[r#"{"op":"add_user","name":"王敏","roles":["clerk"]}"#]);
    let check = || {
        let mut shell = std::process::Command::new("bash");
        shell.args(["-c", "trap '' XFSZ; ulimit -f 0; exec \"$@\"", "bash"]);
        let program = desk.with(&["check", "--json"]);
        shell.arg(program.get_program()).args(program.get_args());
        finish(shell, b"")
    };
    let ran = check();
    assert_eq!((ran.code, &ran.answer()["violations"]), (0, &serde_json::json!([])), "{ran:?}");
    // The newest entry stands in the WAL alone, and what connections share is gone.
    let copy = desk.path("copy.sqlite");
    let db = rusqlite::Connection::open(desk.store()).unwrap();
    // No entry tells of a mistyped password.
    db.execute("INSERT INTO sign_in_failure VALUES (1, 1, 0)", []).unwrap();
    let wal = desk.path("desk.sqlite-wal");
    assert!(std::fs::metadata(&wal).unwrap().len() > 0);
    std::fs::copy(desk.store(), &copy).unwrap();
    std::fs::copy(&wal, desk.path("copy.sqlite-wal")).unwrap();
    drop(db);
    std::fs::rename(&copy, desk.store()).unwrap();
    std::fs::rename(desk.path("copy.sqlite-wal"), &wal).unwrap();
    let ran = check();
    assert_eq!(ran.code, 0, "{ran:?}");
    assert!(std::fs::metadata(&wal).unwrap().len() > 0, "it is left as it was");
}
