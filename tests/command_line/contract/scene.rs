//! What the tests of the contract begin with.

use serde_json::Value;

use crate::common::process::Desk;

/// A sandbox at noon of Sunday 2026-11-22 in China: issuer `T` posts by amount, `Q` mails by bills; `C1` is an
/// enterprise of `T` and `D1` one of `Q`, each with info and an address.
pub fn scene() -> Desk {
    let desk = Desk::empty();
    desk.ok(&[
        r#"{"op":"add_issuer","code":"T","name":"示例云计算有限公司","policy":"tencent-cloud","at":"2026-11-22T12:00:00+08:00"}"#,
        r#"{"op":"add_issuer","code":"Q","name":"示例气象服务有限公司","policy":"qweather"}"#,
        r#"{"op":"add_account","account":"C1","issuer":"T","name":"杭州砺行新能源有限责任公司","kind":"enterprise","verified_name":"杭州砺行新能源有限责任公司","verified_tax_id":"913301067L53XQJUQR"}"#,
        r#"{"op":"add_account","account":"D1","issuer":"Q","name":"杭州砺行新能源有限责任公司","kind":"enterprise","verified_name":"杭州砺行新能源有限责任公司","verified_tax_id":"913301067L53XQJUQR"}"#,
        r#"{"op":"save_invoice_info","account":"C1","type":"enterprise_general","name":"杭州砺行新能源有限责任公司","tax_id":"913301067L53XQJUQR"}"#,
        r#"{"op":"save_invoice_info","account":"D1","type":"enterprise_general","name":"杭州砺行新能源有限责任公司","tax_id":"913301067L53XQJUQR"}"#,
        r#"{"op":"save_address","account":"C1","recipient":"孙敏","phone":"17199338205","region":"浙江省杭州市","street":"文一西路969号"}"#,
    ]);
    desk
}

/// The line, at noon of 2026-11-22.
pub fn noon(line: &str) -> String {
    at("2026-11-22T12:00:00+08:00", line)
}

/// The line, at another time.
pub fn at(time: &str, line: &str) -> String {
    format!(r#"{},"at":"{time}"}}"#, line.trim_end().strip_suffix('}').unwrap())
}

/// A bill of 100.00, dated and paid in October.
pub fn paid(account: &str, bill_no: &str) -> String {
    bill(account, bill_no, "100.00", "2026-10-01", "2026-10-10", Some("2026-10-05"))
}

/// A bill.
pub fn bill(account: &str, no: &str, amount: &str, billed: &str, due: &str, paid: Option<&str>) -> String {
    let paid = paid.map(|on| format!(r#","paid_on":"{on}""#)).unwrap_or_default();
    format!(
        r#"{{"op":"add_bill","account":"{account}","bill_no":"{no}","kind":"pay_as_you_go","amount":"{amount}","billed_on":"{billed}","due_on":"{due}"{paid}}}"#
    )
}

/// Lets `C1` apply for an amount.
pub fn apply_amount(amount: &str) -> String {
    format!(r#"{{"op":"submit_application","account":"C1","type":"enterprise_general","amount":"{amount}"}}"#)
}

/// Lets `D1` apply for bills.
pub fn apply_bills(bills: &[&str]) -> String {
    format!(
        r#"{{"op":"submit_application","account":"D1","type":"enterprise_general","bills":{bills:?},"email":"fin@example.com"}}"#
    )
}

/// Sends lines at noon; answers the last one's result, all before it being carried out too.
pub fn last(desk: &Desk, lines: &[String]) -> Value {
    desk.ok(&noons(lines).iter().map(String::as_str).collect::<Vec<_>>()).pop().unwrap()
}

/// Sends lines at noon of which only the last is refused; answers its error.
pub fn refused(desk: &Desk, lines: &[String]) -> Value {
    let ran = desk.send(&noons(lines).iter().map(String::as_str).collect::<Vec<_>>());
    assert_eq!(ran.stderr, "", "what is refused is answered, not complained about");
    let mut answers = ran.answers();
    let mut last = answers.pop().unwrap();
    assert!(answers.iter().all(|answer| answer["ok"] == true), "{ran:?}");
    assert_eq!((ran.code, &last["ok"]), (1, &false.into()), "{ran:?}");
    last["error"].take()
}

fn noons(lines: &[String]) -> Vec<String> {
    let mut lines = lines.to_vec();
    if !lines[0].contains("\"at\"") {
        lines[0] = noon(&lines[0]);
    }
    lines
}
