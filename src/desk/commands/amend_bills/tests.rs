use serde_json::{Value, json};
use tempfile::TempDir;

use crate::desk::check::check_db;
use crate::desk::protocol::decode;
use crate::desk::{Desk, Open};
use crate::domain::refusal::Refusal;
use crate::store::audit;

struct Case {
    desk: Desk,
    _folder: TempDir,
}

impl Case {
    /// C1 with a paid bill A of 100.00, and C2 without any, on 2026-11-22.
    fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let desk = Desk::open(&folder.path().join("desk.sqlite"), Open::New { sandbox: true }).unwrap();
        let mut case = Self { desk, _folder: folder };
        case.run(json!({"op": "add_issuer", "code": "Q", "name": "甲天气", "policy": "qweather", "at": "2026-11-22T04:00:00Z"}));
        for account in ["C1", "C2"] {
            case.run(json!({"op": "add_account", "account": account, "issuer": "Q", "name": "甲公司",
                "kind": "enterprise", "verified_name": "甲公司", "verified_tax_id": "913301067L53XQJUQR"}));
        }
        case.bill("A");
        case
    }

    fn bill(&mut self, bill_no: &str) {
        self.run(
            json!({"op": "add_bill", "account": "C1", "bill_no": bill_no, "kind": "other", "amount": "100.00",
            "billed_on": "2026-10-01", "due_on": "2026-10-10", "paid_on": "2026-10-05"}),
        );
    }

    fn tried(&mut self, line: &Value) -> Result<Value, Refusal> {
        let envelope = decode::decode(line.as_object().cloned().unwrap())?;
        let done = self.desk.handle(&envelope).and_then(|answer| answer.to_json());
        assert_eq!(check_db(self.desk.db(), self.desk.moment().today).unwrap().violations, [], "{line}");
        done
    }

    fn run(&mut self, line: Value) -> Value {
        self.tried(&line).unwrap_or_else(|refusal| panic!("{line} {refusal:?}"))
    }

    fn refused(&mut self, line: Value) -> Value {
        serde_json::to_value(self.tried(&line).unwrap_err()).unwrap()
    }

    fn correct(&mut self, bill_no: &str, changes: Value) -> Value {
        self.run(json!({"op": "correct_bill", "bill_no": bill_no, "reason": "录入错", "changes": changes}))
    }

    fn not_correct(&mut self, bill_no: &str, changes: Value) -> Value {
        self.refused(
            json!({"op": "correct_bill", "bill_no": bill_no, "reason": "录入错", "changes": changes}),
        )
    }

    fn apply(&mut self, bill_no: &str) -> String {
        let line = json!({"op": "submit_application", "account": "C1", "type": "enterprise_general",
            "bills": [bill_no], "email": "fin@example.com"});
        self.run(line)["application"].as_str().unwrap().to_owned()
    }

    fn refund(&mut self, bill_no: &str, amount: &str) {
        self.run(json!({"op": "add_refund", "bill_no": bill_no, "amount": amount, "on": "2026-11-22"}));
    }

    fn unrefund(&mut self, bill_no: &str, amount: &str) -> Value {
        self.run(json!({"op": "remove_refund", "bill_no": bill_no, "amount": amount, "on": "2026-11-22", "reason": "登记错"}))
    }

    fn invoiceable(&mut self) -> String {
        self.run(json!({"op": "balance", "account": "C1"}))["invoiceable"].as_str().unwrap().to_owned()
    }
}

#[test]
fn a_bill_is_corrected_field_by_field_and_the_log_keeps_what_was_there() {
    let mut case = Case::new();
    let was = case
        .correct("A", json!({"bill_no": "A2", "amount": "90.00", "opening": "20.00", "item": "云服务器"}));
    assert_eq!(was["was"], json!({"bill_no": "A", "amount": "100.00", "opening": "0.00", "item": null}));
    assert_eq!(case.invoiceable(), "70.00");
    let mut last = String::new();
    audit::each(case.desk.db(), |entry| {
        last = entry.request;
        Ok(true)
    })
    .unwrap();
    let kept: Value = serde_json::from_str(&last).unwrap();
    assert_eq!((&kept["reason"], &kept["was"]["amount"]), (&json!("录入错"), &json!("100.00")));
    let was = case.correct("A2", json!({"paid_on": null, "account": "C2"}));
    assert_eq!(was["was"], json!({"paid_on": "2026-10-05", "account": "C1"}));
    assert_eq!(case.invoiceable(), "0.00");
}

#[test]
fn a_correction_is_refused_as_an_added_bill_would_be() {
    let mut case = Case::new();
    case.bill("B");
    assert_eq!(case.not_correct("A", json!({"opening": "100.01"}))["rule"], "opening-exceeds-bill");
    assert_eq!(case.not_correct("A", json!({"amount": "-1"}))["field"], "changes.amount");
    assert_eq!(case.not_correct("A", json!({"amount": "1.234"}))["field"], "changes.amount");
    assert_eq!(case.not_correct("A", json!({"colour": "red"}))["field"], "changes.colour");
    assert_eq!(case.not_correct("A", json!({}))["field"], "changes");
    assert_eq!(case.not_correct("A", json!({"bill_no": "B"}))["rule"], "conflict");
    assert_eq!(case.not_correct("A", json!({"account": "X"}))["rule"], "not-found");
    assert_eq!(case.not_correct("X", json!({"amount": "1"}))["rule"], "not-found");
    case.refund("A", "40.00");
    assert_eq!(case.not_correct("A", json!({"amount": "39.99"}))["rule"], "refund-exceeds-bill");
    assert_eq!(case.not_correct("A", json!({"paid_on": null}))["rule"], "bill-not-paid");
    case.correct("A", json!({"amount": "40.00"}));
}

#[test]
fn a_refunded_bill_takes_the_opening_that_was_forgotten_and_its_deficit_counts() {
    let mut case = Case::new();
    case.bill("B");
    case.refund("A", "40.00");
    case.correct("A", json!({"opening": "100.00"}));
    assert_eq!(case.invoiceable(), "60.00");
    let application = case.apply("B");
    let barred = case.not_correct("A", json!({"opening": "0.00"}));
    assert_eq!((&barred["rule"], &barred["applications"]), (&json!("bill-in-use"), &json!([application])));
}

#[test]
fn a_bill_in_use_is_neither_corrected_nor_removed_until_the_application_is_cancelled() {
    let mut case = Case::new();
    let application = case.apply("A");
    let barred = case.not_correct("A", json!({"amount": "90.00"}));
    assert_eq!((&barred["rule"], &barred["applications"]), (&json!("bill-in-use"), &json!([application])));
    let remove = json!({"op": "remove_bill", "bill_no": "A", "reason": "重复"});
    assert_eq!(case.refused(remove.clone())["rule"], "bill-in-use");
    case.run(json!({"op": "cancel_application", "application": application}));
    // What an ended application took from stays of its customer.
    assert_eq!(case.not_correct("A", json!({"account": "C2"}))["rule"], "bill-in-use");
    case.correct("A", json!({"amount": "90.00"}));
    let was = case.run(remove);
    assert_eq!((&was["was"]["bill_no"], &was["was"]["amount"]), (&json!("A"), &json!("90.00")));
    let shown = case.run(json!({"op": "application", "application": application}));
    assert!(shown.to_string().contains(r#""bill_no":"A""#), "{shown}");
    assert_eq!(
        case.refused(json!({"op": "remove_bill", "bill_no": "A", "reason": "重复"}))["rule"],
        "not-found"
    );
    case.bill("A");
    assert_eq!(case.invoiceable(), "100.00");
}

#[test]
fn a_refunded_bill_is_removed_once_its_refund_is() {
    let mut case = Case::new();
    case.refund("A", "40.00");
    let remove = json!({"op": "remove_bill", "bill_no": "A", "reason": "重复"});
    let barred = case.refused(remove.clone());
    assert_eq!((&barred["rule"], &barred["refunded"]), (&json!("bill-in-use"), &json!("40.00")));
    let other =
        json!({"op": "remove_refund", "bill_no": "A", "amount": "39.00", "on": "2026-11-22", "reason": "x"});
    assert_eq!(case.refused(other)["rule"], "not-found");
    assert_eq!(case.unrefund("A", "40.00")["was"]["amount"], "40.00");
    case.run(remove);
}

#[test]
fn removing_a_refund_gives_back_what_was_absorbed_of_it_and_covers_what_was_not() {
    let mut case = Case::new();
    case.bill("B");
    let first = case.apply("A");
    case.refund("A", "40.00");
    case.apply("B");
    assert_eq!(case.invoiceable(), "0.00");
    case.unrefund("A", "40.00");
    assert_eq!(case.invoiceable(), "40.00");
    let stored = crate::store::application::by_number(case.desk.db(), &first).unwrap().unwrap();
    assert_eq!(stored.uncovered.0, 0);
}

#[test]
fn a_ledger_entry_is_removed_while_nothing_of_it_is_offset() {
    let mut case = Case::new();
    let add = json!({"op": "add_non_invoiceable", "account": "C1", "amount": "30.00", "reason": "other", "note": "补差"});
    let remove = json!({"op": "remove_non_invoiceable", "account": "C1", "amount": "30.00", "reason": "other", "why": "登记错"});
    case.run(add.clone());
    let application = case.apply("A");
    let barred = case.refused(remove.clone());
    assert_eq!((&barred["rule"], &barred["applications"]), (&json!("bill-in-use"), &json!([application])));
    // Of two equal ones, the one that is free goes.
    case.run(add);
    assert_eq!(case.run(remove.clone())["was"]["entry"], "N2");
    case.run(json!({"op": "cancel_application", "application": application}));
    case.run(remove.clone());
    assert_eq!(case.invoiceable(), "100.00");
    assert_eq!(case.refused(remove)["rule"], "not-found");
}

#[test]
fn only_an_admin_corrects_and_removes() {
    let mut case = Case::new();
    case.run(json!({"op": "add_user", "name": "王敏", "roles": ["clerk", "reviewer"]}));
    for line in [
        json!({"op": "correct_bill", "by": "王敏", "bill_no": "A", "reason": "x", "changes": {"amount": "1"}}),
        json!({"op": "remove_bill", "by": "王敏", "bill_no": "A", "reason": "x"}),
        json!({"op": "remove_refund", "by": "王敏", "bill_no": "A", "amount": "1", "on": "2026-11-22", "reason": "x"}),
        json!({"op": "remove_non_invoiceable", "by": "王敏", "account": "C1", "amount": "1", "reason": "other", "why": "x"}),
    ] {
        assert_eq!(case.refused(line)["rule"], "not-permitted");
    }
    assert_eq!(case.refused(json!({"op": "remove_bill", "bill_no": "A", "reason": " "}))["field"], "reason");
}
