//! What the tests of the contract begin with.

use std::sync::LazyLock;

use serde_json::Value;

use crate::common::lines;
pub use crate::common::lines::{NOON, at, bill, by};
use crate::common::place::Kept;
use crate::common::process::Desk;
use crate::common::refusals;

/// A sandbox at noon of Sunday 2026-11-22 in China: issuer `T` posts by amount, `Q` mails by bills; `C1` is an
/// enterprise of `T` and `D1` one of `Q`, each with info and an address.
pub fn scene() -> Desk {
    static SCENE: LazyLock<Kept> = LazyLock::new(|| {
        let desk = Desk::empty();
        desk.ok(&strs(&refusals::scene()));
        desk.keep()
    });
    Desk::of(&SCENE)
}

/// The line, at noon of 2026-11-22.
pub fn noon(line: &str) -> String {
    at(NOON, line)
}

/// A bill of 100.00, dated and paid in October.
pub fn paid(account: &str, bill_no: &str) -> String {
    lines::paid(account, bill_no, "100.00")
}

/// Lets `C1` apply for an amount.
pub fn apply_amount(amount: &str) -> String {
    lines::apply_amount("C1", amount)
}

/// Lets `D1` apply for bills.
pub fn apply_bills(bills: &[&str]) -> String {
    lines::apply_bills("D1", bills)
}

/// Lines as they are sent.
pub fn strs(lines: &[String]) -> Vec<&str> {
    lines.iter().map(String::as_str).collect()
}

/// Sends lines at noon; answers the last one's result, all before it being carried out too.
pub fn last(desk: &Desk, lines: &[String]) -> Value {
    desk.ok(&strs(&noons(lines))).pop().unwrap()
}

/// Sends lines at noon of which only the last is refused; answers its error.
pub fn refused(desk: &Desk, lines: &[String]) -> Value {
    let ran = desk.send(&strs(&noons(lines)));
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
