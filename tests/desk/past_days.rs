//! Days that are over where imports came and went: what is told of them, and what is said not to be known.

use std::fs;

use fapiao_desk::desk::import::ImportFile;
use fapiao_desk::domain::import::ImportKind;
use serde_json::{Value, json};

use crate::common::Play;
use crate::common::lines::{bill, by, paid, refund, status, user, with};

fn on(play: &mut Play, day: &str) -> Value {
    play.ok(&with(r#"{"op":"balance","account":"C1"}"#, &format!(r#""on":"{day}""#)))
}

fn import(play: &mut Play, kind: ImportKind, table: &str) {
    let path = play.desk.path().with_file_name("rows.csv");
    fs::write(&path, table).unwrap();
    let report = play.desk.import(None, &ImportFile::new(kind, path, "Q"), &mut |_| true).unwrap();
    assert_eq!(report.refused, []);
}

const BILLS: &str = "账单号,客户编号,账单日期,付款期限,账单金额,付款日期\n";

#[test]
fn imported_payments_and_refunds_are_known_from_the_day_of_their_import() {
    let mut play = Play::with_bill("Q");
    play.ok(&bill("C1", "B2", "50.00", "2026-10-02", "2026-12-10", None));
    let mut said = vec![("2026-11-22", play.balance("C1"))];
    play.at("2026-11-23T12:00:00+08:00");
    import(
        &mut play,
        ImportKind::Bills,
        &format!("{BILLS}B2,C1,2026-10-02,2026-12-10,50.00,2026-11-20\nB3,C1,2026-10-03,2026-12-10,7.00,\n"),
    );
    said.push(("2026-11-23", play.balance("C1")));
    play.at("2026-11-24T12:00:00+08:00");
    import(&mut play, ImportKind::Refunds, "账单号,退款金额,退款日期\nB1,30.00,2026-10-20\n");
    // It was paid already, so this says nothing new; that of B3 does.
    play.ok(r#"{"op":"pay_bill","bill_no":"B2","paid_on":"2026-11-20"}"#);
    said.push(("2026-11-24", play.balance("C1")));
    play.at("2026-11-25T12:00:00+08:00");
    play.ok(r#"{"op":"pay_bill","bill_no":"B3","paid_on":"2026-11-21"}"#);
    said.push(("2026-11-25", play.balance("C1")));
    play.at("2026-11-26T12:00:00+08:00");
    let sums: Vec<&Value> = said.iter().map(|(_, answer)| &answer["invoiceable"]).collect();
    assert_eq!(sums, ["100.00", "150.00", "120.00", "127.00"]);
    for (day, answer) in said {
        assert_eq!(on(&mut play, day), answer, "{day}");
    }
}

#[test]
fn what_an_import_brought_that_was_undone_later_is_said_not_to_be_known() {
    let mut play = Play::with_bill("Q");
    play.at("2026-11-23T12:00:00+08:00");
    import(&mut play, ImportKind::Bills, &format!("{BILLS}B2,C1,2026-10-02,2026-12-10,50.00,2026-11-20\n"));
    play.at("2026-11-25T12:00:00+08:00");
    play.desk.undo_import(None, "1").unwrap();
    play.at("2026-11-26T12:00:00+08:00");
    for (day, is_known) in
        [("2026-11-22", true), ("2026-11-23", false), ("2026-11-24", false), ("2026-11-25", true)]
    {
        let answer = on(&mut play, day);
        let expected = json!([{"notice": "import-undone", "batch": "1"}]);
        assert_eq!(answer.get("notices"), (!is_known).then_some(&expected), "{day}");
        assert_eq!(answer["invoiceable"], "100.00", "{day}");
    }
}

#[test]
fn what_was_refused_changes_no_past_day() {
    let mut play = Play::with_bill("Q");
    play.all_ok([bill("C1", "B2", "50.00", "2026-10-02", "2026-12-10", None), user("李审", "reviewer")]);
    let said = play.balance("C1");
    play.at("2026-11-24T12:00:00+08:00");
    for line in [
        refund("B1", "30.00"),
        paid("C1", "B9", "7.00"),
        r#"{"op":"pay_bill","bill_no":"B2","paid_on":"2026-11-20"}"#.to_owned(),
        status("C1", "frozen"),
    ] {
        assert_eq!(play.refused(&by("李审", &line)), "not-permitted", "{line}");
    }
    play.at("2026-11-26T12:00:00+08:00");
    for day in ["2026-11-22", "2026-11-23", "2026-11-24", "2026-11-25"] {
        let mut expected = said.clone();
        expected["on"] = day.into();
        assert_eq!(on(&mut play, day), expected, "{day}");
    }
}

const ACCOUNTS: &str = "客户编号,客户名称,客户类型,状态\n";

#[test]
fn a_freeze_that_came_by_an_import_is_not_forgotten() {
    let mut play = Play::with_bill("Q");
    play.at("2026-11-23T12:00:00+08:00");
    import(
        &mut play,
        ImportKind::Accounts,
        &format!("{ACCOUNTS}C1,杭州砺行新能源有限责任公司,企业,冻结\nC2,云帆,企业,冻结\n"),
    );
    play.at("2026-11-25T12:00:00+08:00");
    play.all_ok([status("C1", "active"), status("C2", "active")]);
    play.at("2026-11-26T12:00:00+08:00");
    let unknown = json!([{"notice": "unknown-standing"}]);
    for (day, is_frozen) in
        [("2026-11-22", false), ("2026-11-23", true), ("2026-11-24", true), ("2026-11-25", false)]
    {
        for account in ["C1", "C2"] {
            let line = format!(r#"{{"op":"balance","account":"{account}","on":"{day}"}}"#);
            let answer = play.ok(&line);
            let blocked = is_frozen.then_some("account-frozen");
            assert_eq!(answer["blocked"].as_str(), blocked, "{account} {day}");
            assert_eq!(answer.get("notices"), is_frozen.then_some(&unknown), "{account} {day}");
        }
    }
}

#[test]
fn what_an_import_found_and_what_hands_set_is_known() {
    let mut play = Play::with_bill("Q");
    play.at("2026-11-23T12:00:00+08:00");
    play.ok(&status("C1", "frozen"));
    play.at("2026-11-24T12:00:00+08:00");
    import(&mut play, ImportKind::Accounts, &format!("{ACCOUNTS}C1,砺行,企业,正常\n"));
    play.at("2026-11-25T12:00:00+08:00");
    import(&mut play, ImportKind::Accounts, &format!("{ACCOUNTS}C1,砺行,企业,冻结\n"));
    play.at("2026-11-26T12:00:00+08:00");
    for (day, invoiceable) in
        [("2026-11-22", "100.00"), ("2026-11-23", "0.00"), ("2026-11-24", "100.00"), ("2026-11-25", "0.00")]
    {
        let answer = on(&mut play, day);
        assert_eq!(answer["invoiceable"], invoiceable, "{day}");
        assert_eq!(answer.get("notices"), None, "{day}");
    }
}
