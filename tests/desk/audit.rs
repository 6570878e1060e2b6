//! The log as it is read: what an entry is about, who and what it is narrowed to, and attempts that were refused.

use chrono::NaiveDate;
use fapiao_desk::desk::lists::ListQuery;
use fapiao_desk::desk::lists::audit::{AuditQuery, AuditRow};
use fapiao_desk::desk::pages::audit::told::{Told, page};
use fapiao_desk::desk::pages::audit::{AuditEntry, entry};
use fapiao_desk::desk::protocol::table::Command;
use fapiao_desk::desk::{Store, check, read_up_to_date};
use fapiao_desk::domain::application::ApplicationState;
use fapiao_desk::domain::log::{LogArea, LogOp, ObjectKind};
use fapiao_desk::domain::log_value::{LogWord, holds};
use fapiao_desk::domain::money::Fen;
use fapiao_desk::domain::password::Password;
use fapiao_desk::i18n::audit_fields::{column, table};
use serde_json::json;

use crate::common::Play;
use crate::common::lines::{NAME, by, enterprise, review, special_info, user};

fn store(play: &Play) -> Store {
    read_up_to_date(play.desk.path()).unwrap()
}

fn found(play: &Play, query: &AuditQuery) -> Vec<AuditRow> {
    query.page(&store(play), &play.desk.moment(), None, 100).unwrap()
}

fn ops(rows: &[AuditRow]) -> Vec<&str> {
    rows.iter().map(|row| row.op.as_str()).collect()
}

fn about(kind: ObjectKind, number: &str) -> AuditQuery {
    AuditQuery { object: Some((Some(kind), number.to_owned())), ..AuditQuery::default() }
}

fn read(play: &Play, row: &AuditRow) -> AuditEntry {
    entry(&store(play), row.id).unwrap().unwrap()
}

#[test]
fn every_command_has_its_place_in_the_log() {
    let unknown: Vec<&&str> = Command::OPS.iter().filter(|op| LogOp::named(op).is_none()).collect();
    assert!(unknown.is_empty(), "{unknown:?}");
}

#[test]
fn each_customer_application_and_bill_has_its_history() {
    let mut play = Play::with_bill("Q");
    play.paid("C1", "B2", "50.00");
    let number = play.apply("C1", &["B1"]);
    play.accept(&number);
    play.customer("C2", "Q");
    assert_eq!(
        ops(&found(&play, &about(ObjectKind::Application, &number))),
        ["accept_application", "submit_application"]
    );
    assert_eq!(
        ops(&found(&play, &about(ObjectKind::Account, "C1"))),
        [
            "accept_application",
            "submit_application",
            "add_bill",
            "add_bill",
            "save_address",
            "save_invoice_info",
            "add_account"
        ]
    );
    assert_eq!(ops(&found(&play, &about(ObjectKind::Bill, "B2"))), ["add_bill"]);
    // The command line knows a number and not what it is of.
    let any = AuditQuery { object: Some((None, "B2".into())), ..AuditQuery::default() };
    assert_eq!(ops(&found(&play, &any)), ["add_bill"]);
    let row = &found(&play, &about(ObjectKind::Application, &number))[0];
    assert!(row.about().ends_with(&number), "{}", row.about());
    assert!(check::check(play.desk.path()).unwrap().violations.is_empty());
}

#[test]
fn the_log_is_narrowed_by_who_what_when_and_what_is_typed() {
    let mut play = Play::with_bill("T");
    play.ok(&user("王敏", "clerk"));
    play.ok(&by("王敏", &special_info("C1", NAME, "1202026209900012345")));
    let by_user = AuditQuery { user: Some("王敏".into()), ..AuditQuery::default() };
    assert_eq!(ops(&found(&play, &by_user)), ["save_invoice_info"]);
    let area = AuditQuery { area: Some(LogArea::Qualification), ..AuditQuery::default() };
    assert_eq!(ops(&found(&play, &area)), ["save_invoice_info", "save_invoice_info"]);
    let op = AuditQuery { op: Some("add_user".into()), ..AuditQuery::default() };
    assert_eq!(ops(&found(&play, &op)), ["add_user"]);
    // What was asked is found too, and names of fields are not.
    for (typed, found_ops) in [
        ("1202026209900012345", vec!["save_invoice_info"]),
        ("wangmin", vec![]),
        ("bank_account", vec![]),
        ("%", vec![]),
    ] {
        let text = AuditQuery { text: typed.into(), ..AuditQuery::default() };
        assert_eq!(ops(&found(&play, &text)), found_ops, "{typed}");
    }
    // A name with a digit in it is a name.
    play.ok(&enterprise("C3", "T", "第3网络科技有限公司"));
    play.paid("C3", "B3", "100.00");
    let text = AuditQuery { text: "第3网络".into(), area: Some(LogArea::Bill), ..AuditQuery::default() };
    assert_eq!(ops(&found(&play, &text)), ["add_bill", "add_account"]);
    let text = AuditQuery { text: "C1".into(), area: Some(LogArea::Bill), ..AuditQuery::default() };
    assert_eq!(ops(&found(&play, &text)), ["add_bill", "save_address", "add_account"]);
    let all = found(&play, &AuditQuery::default());
    let today = play.desk.moment().today;
    let since = |day: NaiveDate| AuditQuery { from: Some(day), ..AuditQuery::default() };
    let until = |day: NaiveDate| AuditQuery { to: Some(day), ..AuditQuery::default() };
    let of_today = found(&play, &since(today)).into_iter().filter(|row| row.by == "王敏");
    assert_eq!(of_today.count(), 1);
    assert!(!ops(&found(&play, &until(today.pred_opt().unwrap()))).contains(&"save_invoice_info"));
    // A page goes on behind the last entry of the one before it.
    let query = AuditQuery::default();
    let (db, moment) = (store(&play), play.desk.moment());
    let first = query.page(&db, &moment, None, 2).unwrap();
    let second = query.page(&db, &moment, first.last(), 2).unwrap();
    assert_eq!([first, second].concat(), all[..4]);
    let counts = query.summary(&db, &moment).unwrap();
    assert_eq!((counts.found, counts.refused), (all.len() as u64, 0));
    assert_eq!(counts.users, ["desk", "王敏"].map(str::to_owned).to_vec());
}

#[test]
fn an_attempt_at_what_a_second_person_or_nobody_of_that_role_may_do_is_written_down() {
    let mut play = Play::with_bill("T");
    play.ok(&user("李强", "reviewer"));
    play.ok(&special_info("C1", NAME, "1202026209900012345"));
    let submission = play.submission("C1");
    play.ok(&submission);
    let before = found(&play, &AuditQuery::default()).len();
    assert_eq!(play.refused(&review("approve", "C1", "desk")), "four-eyes");
    assert_eq!(
        play.refused(&by("李强", r#"{"op":"add_user","name":"新","roles":["clerk"]}"#)),
        "not-permitted"
    );
    // What is wrong in other ways is no attempt, and who asks changes nothing.
    play.refused(r#"{"op":"add_account","account":"C1","issuer":"T","name":"又","kind":"individual"}"#);
    play.ok(r#"{"op":"tickets"}"#);
    let refused = AuditQuery { refused: true, ..AuditQuery::default() };
    let rows = found(&play, &refused);
    assert_eq!(ops(&rows), ["add_user", "approve_qualification"]);
    assert_eq!(found(&play, &AuditQuery::default()).len(), before + 2);
    let [by_role, by_person] = rows.as_slice() else { panic!("{rows:?}") };
    assert_eq!((by_role.by.as_str(), by_role.refused.as_deref()), ("李强", Some("not-permitted")));
    assert_eq!((by_person.by.as_str(), by_person.refused.as_deref()), ("desk", Some("four-eyes")));
    assert_eq!(read(&play, by_person).changes, []);
    assert_eq!(ops(&found(&play, &about(ObjectKind::Account, "C1")))[0], "approve_qualification");
    assert_eq!(play.ok(r#"{"op":"balance","account":"C1"}"#)["invoiceable"], "100.00");
    assert!(check::check(play.desk.path()).unwrap().violations.is_empty());
}

#[test]
fn a_command_that_is_sent_again_is_written_down_once() {
    let mut play = Play::new();
    let line = r#"{"op":"add_user","name":"新","roles":["clerk"],"id":"one"}"#;
    play.ok(line);
    play.ok(line);
    let added = AuditQuery { op: Some("add_user".into()), ..AuditQuery::default() };
    assert_eq!(found(&play, &added).len(), 1);
}

#[test]
fn whoever_is_not_let_in_is_written_down_without_what_was_typed() {
    let mut play = Play::new();
    play.ok(&json!({"op": "set_password", "name": "desk", "password": "雨后的山谷与竹林"}).to_string());
    for name in ["desk", "我的密码也许打在这里"] {
        play.desk.sign_in(name, &Password::typed("不是这个密码呀")).unwrap_err();
    }
    let rows = found(&play, &AuditQuery { refused: true, ..AuditQuery::default() });
    assert_eq!(ops(&rows), ["sign_in", "sign_in"]);
    assert!(rows.iter().all(|row| row.refused.as_deref() == Some("sign-in-failed")));
    assert!(rows.iter().all(|row| row.by == "fapiao-desk"), "who it was is not known");
    assert_eq!(read(&play, &rows[0]).request, json!({}), "an unknown name may be a password");
    assert_eq!(read(&play, &rows[1]).request, json!({"name": "desk"}));
}

#[test]
fn an_entry_says_what_it_changed_and_who_signed_it() {
    let mut play = Play::with_bill("Q");
    play.ok(r#"{"op":"set_account_status","account":"C1","status":"frozen","reason":"欠费"}"#);
    let rows = found(&play, &AuditQuery { op: Some("set_account_status".into()), ..AuditQuery::default() });
    let entry = read(&play, &rows[0]);
    let account = entry.changes.iter().find(|change| change.table == "account").unwrap();
    let status = account.columns.iter().find(|column| column.column == "status").unwrap();
    assert_eq!((&status.before, &status.after), (&Some(json!("active")), &Some(json!("frozen"))));
    let signed = entry.signed_by.unwrap();
    assert!(entry.is_chained && signed.is_right && signed.user.is_none());
}

/// The fields of the first row of this table that an entry tells, with what stands there now.
fn told(play: &Play, op: &str, table: &str) -> (Option<String>, Vec<(String, Told)>) {
    let rows = found(play, &AuditQuery { op: Some(op.into()), ..AuditQuery::default() });
    let page = page(&store(play), rows[0].id).unwrap().unwrap();
    let row = page.rows.into_iter().find(|row| row.table == table).unwrap();
    let fields = row.fields.into_iter().filter_map(|field| Some((field.column, field.after?)));
    (row.name, fields.collect())
}

#[test]
fn rows_are_told_by_what_they_are_called_and_numbers_that_can_be_used_are_masked() {
    let mut play = Play::with_bill("Q");
    play.ok(&special_info("C1", NAME, "1202026209900012345"));
    let number = play.apply("C1", &["B1"]);
    let text = |text: &str| Told::Text(text.to_owned());
    let (name, fields) = told(&play, "save_invoice_info", "invoice_info");
    assert_eq!(name.as_deref(), Some(NAME));
    let value = |fields: &[(String, Told)], column: &str| {
        fields.iter().find(|(name, _)| name == column).map(|(_, value)| value.clone())
    };
    assert_eq!(value(&fields, "bank_account"), Some(text("1202****2345")));
    assert_eq!(value(&fields, "account_id"), None, "it is what the row is called");
    assert_eq!(value(&fields, "saved_by"), Some(text("desk")));
    assert_eq!(value(&fields, "version"), None, "only the program reads it");
    // One digit in its midst, which is masked otherwise.
    play.ok(&special_info("C1", NAME, "1202026209900112345"));
    let rows = found(&play, &AuditQuery { op: Some("save_invoice_info".into()), ..AuditQuery::default() });
    let changed = page(&store(&play), rows[0].id).unwrap().unwrap().rows;
    let fields = changed.iter().filter(|row| row.table == "invoice_info").flat_map(|row| &row.fields);
    let account = fields.into_iter().find(|field| field.column == "bank_account").unwrap();
    let [before, after] = ["1202026209900012345", "1202026209900112345"].map(text);
    assert_eq!((&account.before, &account.after), (&Some(before), &Some(after)), "they are compared");
    let (name, fields) = told(&play, "submit_application", "application");
    assert_eq!(name.as_deref(), Some(number.as_str()));
    let state = LogWord::State(ApplicationState::Submitted);
    assert_eq!(value(&fields, "state"), Some(Told::Words(vec![state])));
    assert_eq!(value(&fields, "uncovered"), None, "a new row is told by what it has");
    let (name, fields) = told(&play, "submit_application", "application_bill");
    assert_eq!(name, Some(format!("{number} · B1")));
    assert_eq!(fields, [("invoiced".to_owned(), Told::Money(Fen(10_000)))]);
}

#[test]
fn every_column_has_a_word_or_is_read_by_the_program_alone() {
    let play = Play::new();
    let db = rusqlite::Connection::open(play.desk.path()).unwrap();
    let mut columns = db
        .prepare(
            "SELECT t.name, c.name FROM pragma_table_list t, pragma_table_info(t.name) c
             WHERE t.schema = 'main' AND t.type = 'table' AND t.name NOT LIKE 'sqlite%'
                AND t.name NOT IN ('audit', 'draft', 'sign_in_failure', 'table_digest')
                AND t.name NOT IN ('audit_object', 'bill_month', 'command_answer')",
        )
        .unwrap();
    let columns = columns.query_map([], |row| Ok((row.get(0)?, row.get(1)?))).unwrap();
    let columns: Vec<(String, String)> = columns.map(Result::unwrap).collect();
    assert!(columns.len() > 200);
    let told = columns.iter().filter(|(table, column)| holds(table, column).is_some());
    let unnamed: Vec<_> = told.filter(|(table, name)| column(table, name).is_none()).collect();
    assert!(unnamed.is_empty(), "{unnamed:?}");
    let unnamed: Vec<_> = columns.iter().map(|(name, _)| name).filter(|name| table(name).is_none()).collect();
    assert!(unnamed.is_empty(), "{unnamed:?}");
}
