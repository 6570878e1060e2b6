//! `imports` and `undo-import`, and what the desk's own lists are when they leave it.

use serde_json::{Value, json};

use crate::common::process::{Desk, Ran};

const BILLS: &str = "账单号,客户编号,账单日期,付款期限,账单金额,付款日期\n";
const TWO: &str =
    "B1,C1,2026-10-01,2026-10-10,100.00,2026-10-05\nB2,C1,2026-10-02,2026-10-10,50.00,2026-10-05\n";

/// A desk with a customer of an issuer whose customers choose bills, and two imported bills.
fn imported() -> Desk {
    let desk = Desk::empty();
    desk.ok(&[
        r#"{"op":"add_issuer","code":"Q","name":"示例天气有限公司","policy":"qweather","at":"2026-11-22T12:00:00+08:00"}"#,
        r#"{"op":"add_account","account":"C1","issuer":"Q","name":"甲","kind":"individual","verified_name":"甲"}"#,
        r#"{"op":"save_invoice_info","account":"C1","type":"personal_general","name":"甲"}"#,
    ]);
    std::fs::write(desk.path("bills.csv"), format!("{BILLS}{TWO}")).unwrap();
    let ran = desk.run(&["import", "bills", "bills.csv", "--issuer", "Q"]);
    assert_eq!(ran.code, 0, "{ran:?}");
    desk
}

fn apply(desk: &Desk, bill: &str) -> String {
    let line = format!(
        r#"{{"op":"submit_application","account":"C1","type":"personal_general","bills":["{bill}"],"email":"a@example.com","at":"2026-11-22T12:00:00+08:00"}}"#
    );
    desk.ok(&[&line])[0]["application"].as_str().unwrap().to_owned()
}

fn balance(desk: &Desk) -> Value {
    desk.ok(&[r#"{"op":"balance","account":"C1"}"#]).remove(0)
}

fn undo(desk: &Desk, batch: &str) -> Ran {
    desk.run(&["undo-import", batch, "--json"])
}

#[test]
fn an_import_is_listed_and_taken_back_whole() {
    let desk = imported();
    let listed = desk.run(&["imports", "--json"]).answer();
    let import = &listed["imports"][0];
    for (field, value) in [
        ("batch", json!("1")),
        ("kind", json!("bills")),
        ("file", json!("bills.csv")),
        ("issuer", json!("Q")),
        ("by", json!("desk")),
        ("read", json!(2)),
        ("added", json!(2)),
    ] {
        assert_eq!(import[field], value, "{field}");
    }
    assert_eq!(import["sha256"].as_str().unwrap().len(), 64);
    assert!(import.get("undone").is_none());
    assert!(desk.run(&["imports"]).stdout.contains("批次 1"));
    let ran = undo(&desk, "1");
    assert_eq!((ran.code, &ran.answer()["removed"]["bills"]), (0, &json!(2)));
    assert_eq!(balance(&desk)["bills"], json!([]));
    let listed = desk.run(&["imports", "--json"]).answer();
    assert_eq!(listed["imports"][0]["undone"]["by"], "desk");
    assert_eq!(desk.run(&["check"]).code, 0);
}

#[test]
fn what_stands_in_the_way_is_listed_and_nothing_is_changed() {
    let desk = imported();
    let application = apply(&desk, "B1");
    let before = balance(&desk);
    let ran = undo(&desk, "1");
    assert_eq!(ran.code, 1, "{ran:?}");
    assert_eq!(
        ran.answer(),
        json!({"batch":"1","undone":false,"in_the_way":[{"what":"application","subject":"B1","by":application}]})
    );
    let words = desk.run(&["undo-import", "1"]);
    assert!(
        words.code == 1 && words.stdout.contains("B1") && words.stdout.contains(&application),
        "{words:?}"
    );
    assert_eq!(balance(&desk), before);
    let line = format!(
        r#"{{"op":"cancel_application","application":"{application}","at":"2026-11-22T12:00:00+08:00"}}"#
    );
    desk.ok(&[&line]);
    assert_eq!(undo(&desk, "1").code, 0);
    let line = format!(r#"{{"op":"application","application":"{application}"}}"#);
    assert!(desk.ok(&[&line])[0].to_string().contains("\"B1\""), "the record stays");
    assert_eq!(desk.run(&["check"]).code, 0);
}

#[test]
fn no_such_import_and_one_undone_before_are_refused() {
    let desk = imported();
    for (batch, rule) in [("7", "not-found"), ("x", "not-found")] {
        let ran = undo(&desk, batch);
        assert_eq!((ran.code, &ran.answer()["error"]["rule"]), (1, &json!(rule)), "{batch}");
    }
    assert_eq!(undo(&desk, "1").code, 0);
    let again = undo(&desk, "1");
    assert_eq!((again.code, &again.answer()["error"]["rule"]), (1, &json!("conflict")));
}

/// Bill A invoiced in full before the desk and refunded 40 since; B of 100 applied for, absorbing the 40; a ledger entry
/// of 5, absorbed on B too.
#[test]
fn the_lists_of_bills_and_of_ledger_entries_tell_what_another_desk_needs() {
    let desk = imported();
    desk.ok(&[
        r#"{"op":"add_bill","account":"C1","bill_no":"A","kind":"other","amount":"100.00","billed_on":"2026-09-01","due_on":"2026-10-10","paid_on":"2026-10-05","opening":"100.00"}"#,
        r#"{"op":"add_refund","bill_no":"A","amount":"40.00","on":"2026-11-01"}"#,
        r#"{"op":"add_non_invoiceable","account":"C1","amount":"5.00","reason":"legacy_prepaid_invoice","note":"旧充值"}"#,
    ]);
    apply(&desk, "B1");
    assert_eq!(desk.run(&["export", "bills", "--to", "list.csv"]).code, 0);
    let list = std::fs::read_to_string(desk.path("list.csv")).unwrap();
    let lines: Vec<Vec<&str>> =
        list.trim_start_matches('\u{feff}').lines().map(|line| line.split(',').collect()).collect();
    let header = lines.iter().find(|line| line.contains(&"账单号")).unwrap();
    let of = |bill: &str, column: &str| {
        let place = header.iter().position(|name| *name == column).unwrap();
        lines.iter().find(|line| line.first() == Some(&bill)).unwrap()[place].to_owned()
    };
    let bill = |bill| ["期初已开票", "已开票及占用", "抵扣", "剩余金额"].map(|column| of(bill, column));
    assert_eq!(bill("A"), ["100.00", "100.00", "0.00", "0.00"]);
    assert_eq!(bill("B1"), ["0.00", "100.00", "45.00", "0.00"]);
    assert_eq!(bill("B2"), ["0.00", "0.00", "0.00", "50.00"]);
    assert_eq!(desk.run(&["export", "non-invoiceable", "--to", "entries.csv"]).code, 0);
    let entries = std::fs::read_to_string(desk.path("entries.csv")).unwrap();
    assert!(entries.contains("客户编号,客户名称,不可开票金额,原因,备注,登记日期,登记人,已抵扣"), "{entries}");
    assert!(entries.contains("C1,甲,5.00,2022-10-08 前充值时已开票,旧充值,"), "{entries}");
    assert!(entries.contains(",desk,5.00"), "{entries}");
}

/// The same customer at another desk, which takes in the lists that `from` exports.
fn moved(from: &Desk) -> Desk {
    let desk = Desk::empty();
    desk.ok(&[
        r#"{"op":"add_issuer","code":"Q","name":"示例天气有限公司","policy":"qweather","at":"2026-11-22T12:00:00+08:00"}"#,
        r#"{"op":"add_account","account":"C1","issuer":"Q","name":"甲","kind":"individual","verified_name":"甲"}"#,
        r#"{"op":"save_invoice_info","account":"C1","type":"personal_general","name":"甲"}"#,
    ]);
    for list in ["bills", "non-invoiceable"] {
        for ending in ["csv", "xlsx"] {
            let file = format!("{list}.{ending}");
            assert_eq!(from.run(&["export", list, "--to", &file]).code, 0);
            std::fs::copy(from.path(&file), desk.path(&file)).unwrap();
            let ran = desk.run(&["import", list, &file, "--issuer", "Q", "--strict", "--json"]);
            assert_eq!(ran.code, 0, "{file} {ran:?}");
            // The workbook says the same as the text.
            let answer = ran.answer();
            assert!(ending == "csv" || answer["unchanged"] == answer["read"], "{answer}");
        }
    }
    desk
}

/// What of a balance must be the same at both desks.
fn sums(desk: &Desk) -> [Value; 2] {
    let mut balance = balance(desk);
    ["invoiceable", "in_arrears"].map(|sum| balance[sum].take())
}

#[test]
fn the_lists_of_bills_and_ledger_entries_give_another_desk_the_same_balance() {
    let desk = imported();
    assert_eq!(sums(&moved(&desk)), sums(&desk));
    // Worked example 4: A is invoiced in full, then 40 of it is refunded; an application for B absorbs the 40.
    let application = apply(&desk, "B1");
    for line in [
        format!(r#"{{"op":"accept_application","application":"{application}","at":"2026-11-22T12:00:00+08:00"}}"#),
        format!(
            r#"{{"op":"issue_application","application":"{application}","invoices":[{{"number":"26440000000000000001","issued_on":"2026-11-22","gross":"100.00"}}],"at":"2026-11-22T12:00:00+08:00"}}"#
        ),
        r#"{"op":"add_refund","bill_no":"B1","amount":"40.00","on":"2026-11-22","at":"2026-11-22T13:00:00+08:00"}"#.to_owned(),
    ] {
        desk.ok(&[&line]);
    }
    assert_eq!(sums(&desk), [json!("10.00"), json!("0.00")]);
    assert_eq!(sums(&moved(&desk)), sums(&desk));
    apply(&desk, "B2");
    assert_eq!(sums(&desk), [json!("0.00"), json!("0.00")]);
    assert_eq!(sums(&moved(&desk)), sums(&desk));
    // With an opening, and a ledger entry of which a part is offset.
    desk.ok(&[
        r#"{"op":"add_non_invoiceable","account":"C1","amount":"30.00","reason":"legacy_prepaid_invoice","note":"旧充值"}"#,
        r#"{"op":"add_non_invoiceable","account":"C1","amount":"5.00","reason":"other","note":"补差"}"#,
        r#"{"op":"add_bill","account":"C1","bill_no":"B3","kind":"other","amount":"80.00","billed_on":"2026-11-01","due_on":"2026-12-10","paid_on":"2026-11-05","opening":"20.00"}"#,
        r#"{"op":"add_bill","account":"C1","bill_no":"B4","kind":"other","amount":"70.00","billed_on":"2026-11-02","due_on":"2099-12-10","opening":"70.00"}"#,
    ]);
    apply(&desk, "B3");
    desk.ok(&[
        r#"{"op":"add_non_invoiceable","account":"C1","amount":"7.00","reason":"other","note":"另一笔"}"#,
        r#"{"op":"add_bill","account":"C1","bill_no":"B5","kind":"other","amount":"9.00","billed_on":"2026-11-03","due_on":"2026-12-10","paid_on":"2026-11-05"}"#,
    ]);
    assert_eq!(sums(&desk), [json!("2.00"), json!("0.00")]);
    let other = moved(&desk);
    assert_eq!(sums(&other), sums(&desk));
    assert_eq!(other.run(&["check"]).code, 0);
}
