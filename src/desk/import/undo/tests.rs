use serde_json::{Value, json};

use super::*;
use crate::desk::check::check_db;
use crate::desk::import::ImportFile;
use crate::desk::test_desk::TestDesk;
use crate::domain::import::ImportKind;
use crate::domain::undo::ObstacleKind;

/// A desk with a customer C1 of an issuer whose customers choose bills.
fn desk() -> TestDesk {
    TestDesk::with_companies("2026-11-22T04:00:00Z", &[("C1", "甲公司")])
}

impl TestDesk {
    /// Imports a table; its number.
    fn batch(&mut self, kind: ImportKind, lines: &[&str]) -> String {
        let header = match kind {
            ImportKind::Accounts => "客户编号,客户名称,客户类型,邮箱",
            ImportKind::Bills => "账单号,客户编号,账单日期,付款期限,账单金额,已退款金额,支付状态,付款日期",
            ImportKind::Refunds => "账单号,退款金额,退款日期,原因",
            ImportKind::NonInvoiceable => "客户编号,不可开票金额,原因,备注",
        };
        let file = self.file(kind, &format!("{header}\n{}\n", lines.join("\n")));
        let report = self.import(&ImportFile { strict: true, ..file });
        assert!(report.applied, "{report:?}");
        report.batch.unwrap().0.to_string()
    }

    fn bills(&mut self, lines: &[&str]) -> String {
        self.batch(ImportKind::Bills, lines)
    }

    fn balance(&mut self) -> Value {
        self.run(json!({"op": "balance", "account": "C1"}))
    }

    /// Undoes an import that nothing stands in the way of, and looks over the store.
    fn undo(&mut self, number: &str) -> Undone {
        let undone = self.desk.undo_import(None, number).unwrap();
        self.check();
        undone
    }

    /// What stands in the way of undoing an import, which leaves everything as it is.
    fn barred(&mut self, number: &str) -> Vec<(ObstacleKind, String, Option<String>)> {
        let stop = self.desk.undo_import(None, number).unwrap_err();
        let UndoStop::InTheWay(found) = stop else { panic!("{stop:?}") };
        self.check();
        found.into_iter().map(|found| (found.what, found.subject, found.by)).collect()
    }

    fn check(&self) {
        let report = check_db(self.desk.db(), self.desk.moment().today).unwrap();
        assert_eq!(report.violations, []);
    }
}

const PAID: &str = "B1,C1,2026-10-01,2026-10-10,100.00,,已支付,2026-10-05";
const REFUNDED: &str = "B2,C1,2026-10-02,2026-10-12,80.00,30.00,已支付,2026-10-05";
const UNPAID: &str = "B3,C1,2026-11-01,2026-12-01,7.00,,未支付,";

#[test]
fn what_an_import_added_goes_and_the_balance_is_as_before() {
    let mut case = desk();
    let before = case.balance();
    let number = case.bills(&[PAID, REFUNDED, UNPAID]);
    let stored = import(case.desk.db(), &number).unwrap();
    assert_eq!((stored.file.as_str(), stored.counts.added, stored.sha256.len()), ("table.csv", 3, 64));
    assert_eq!(case.undo(&number), Undone { bills: 3, refunds: 1, ..Undone::default() });
    assert_eq!(case.balance(), before);
    assert!(import(case.desk.db(), &number).unwrap().undone.is_some());
    // The numbers are free, and another import of the same file adds the same again.
    let again = case.bills(&[PAID, REFUNDED, UNPAID]);
    assert_eq!(case.undo(&again).bills, 3);
}

#[test]
fn an_import_is_undone_once_and_an_unknown_one_not_at_all() {
    let mut case = desk();
    let number = case.bills(&[PAID]);
    case.undo(&number);
    let twice = case.desk.undo_import(None, &number).unwrap_err();
    assert!(matches!(twice, UndoStop::Refused(Refusal::Conflict { what: Noun::Import, .. })), "{twice:?}");
    for unknown in ["99", "x", ""] {
        let none = case.desk.undo_import(None, unknown).unwrap_err();
        assert!(matches!(none, UndoStop::Refused(Refusal::NotFound { what: Noun::Import, .. })), "{none:?}");
    }
}

#[test]
fn what_an_import_changed_is_as_it_was() {
    let mut case = desk();
    case.bills(&[UNPAID, PAID]);
    let before = case.balance();
    let paid = "B3,C1,2026-11-01,2026-12-01,7.00,2.00,已支付,2026-11-20";
    let refunded = "B1,C1,2026-10-01,2026-10-10,100.00,40.00,已支付,2026-10-05";
    let number = case.bills(&[paid, refunded]);
    assert_ne!(case.balance(), before);
    assert_eq!(case.undo(&number), Undone { refunds: 2, restored: 1, ..Undone::default() });
    assert_eq!(case.balance(), before);
}

#[test]
fn a_customer_that_an_import_added_goes_and_one_that_it_changed_is_as_before() {
    let mut case = desk();
    let number = case.batch(ImportKind::Accounts, &["C1,改名公司,企业,a@b.cn", "C2,新公司,企业,"]);
    assert_eq!(case.undo(&number), Undone { accounts: 1, restored: 1, ..Undone::default() });
    let c1 = crate::store::account::by_code(case.desk.db(), "C1").unwrap().unwrap();
    assert_eq!((c1.account.name.as_str(), c1.profile.email, c1.version), ("甲公司", None, 1));
    assert_eq!(crate::store::account::by_code(case.desk.db(), "C2").unwrap(), None);
    let found = crate::store::engine::search::accounts(case.desk.db(), "改名", 9).unwrap();
    assert_eq!(found, []);
}

#[test]
fn what_belongs_to_an_added_customer_stands_in_the_way_by_its_kind() {
    let mut case = desk();
    let number = case.batch(ImportKind::Accounts, &["C2,新公司,企业,"]);
    let bills = case.bills(&["X1,C2,2026-10-01,2026-10-10,1.00,,已支付,2026-10-05"]);
    case.run(json!({"op": "save_address", "account": "C2", "recipient": "孙敏", "phone": "13800000000",
        "region": "浙江省杭州市", "street": "文一西路1号"}));
    case.run(
        json!({"op": "save_invoice_info", "account": "C2", "type": "enterprise_general", "name": "新公司",
        "tax_id": "913301067L53XQJUQR"}),
    );
    case.run(json!({"op": "add_top_up", "account": "C2", "amount": "1", "on": "2026-11-01"}));
    case.run(json!({"op": "add_non_invoiceable", "account": "C2", "amount": "1", "reason": "other", "note": "补差"}));
    case.run(json!({"op": "set_account_status", "account": "C2", "status": "frozen"}));
    let c2 = |what| (what, "C2".to_owned(), None);
    assert_eq!(
        case.barred(&number),
        [
            c2(ObstacleKind::AccountChanged),
            c2(ObstacleKind::Bills),
            c2(ObstacleKind::InvoiceInfo),
            c2(ObstacleKind::Addresses),
            c2(ObstacleKind::TopUps),
            c2(ObstacleKind::NonInvoiceable),
        ]
    );
    case.undo(&bills);
    assert!(!case.barred(&number).contains(&c2(ObstacleKind::Bills)));
}

#[test]
fn an_application_stands_in_the_way_until_it_is_cancelled_and_then_the_bill_stays_as_its_record() {
    let mut case = desk();
    let number = case.bills(&[PAID, REFUNDED]);
    let application = case.apply("C1", "B1");
    let held = (ObstacleKind::Application, "B1".to_owned(), Some(application.clone()));
    assert_eq!(case.barred(&number), [held]);
    case.run(json!({"op": "accept_application", "application": application}));
    case.run(json!({"op": "cancel_application", "application": application}));
    assert_eq!(case.undo(&number).bills, 2);
    assert_eq!(case.balance()["bills"], json!([]));
    let lines = &crate::store::application::lines(
        case.desk.db(),
        crate::store::application::by_number(case.desk.db(), &application).unwrap().unwrap().id,
    )
    .unwrap();
    assert_eq!((lines[0].bill_no.as_str(), lines[0].amount.0), ("B1", 10_000));
    // The number is free, and the record is not the new bill.
    let again = case.bills(&["B1,C1,2026-10-01,2026-10-10,55.00,,已支付,2026-10-05"]);
    assert_eq!(case.balance()["invoiceable"], "55.00");
    assert_eq!(case.undo(&again).bills, 1);
}

#[test]
fn an_application_that_was_issued_and_reversed_stands_in_the_way() {
    let mut case = desk();
    let number = case.bills(&[PAID]);
    let application = case.apply("C1", "B1");
    case.issue(&application, "26440000000000000001", "2026-11-22");
    case.run(json!({"op": "reverse_application", "application": application, "reason": "wrong_invoice",
        "red_number": "26440000000000000002"}));
    assert_eq!(case.barred(&number), [(ObstacleKind::Application, "B1".to_owned(), Some(application))]);
}

#[test]
fn what_others_did_with_its_bills_stands_in_the_way_and_a_later_import_is_undone_first() {
    let mut case = desk();
    let number = case.bills(&[PAID, REFUNDED, UNPAID]);
    case.run(json!({"op": "add_refund", "bill_no": "B2", "amount": "1.00", "on": "2026-11-22"}));
    let later = case.bills(&["B3,C1,2026-11-01,2026-12-01,7.00,,已支付,2026-11-20"]);
    let refunds = case.batch(ImportKind::Refunds, &["B1,30.00,2026-11-21,退回"]);
    assert_eq!(
        case.barred(&number),
        [
            (ObstacleKind::Refund, "B1".to_owned(), Some(refunds.clone())),
            (ObstacleKind::Refund, "B2".to_owned(), None),
            (ObstacleKind::BillChanged, "B3".to_owned(), Some(later.clone())),
        ]
    );
    case.undo(&refunds);
    case.undo(&later);
    case.run(json!({"op": "remove_refund", "bill_no": "B2", "amount": "1.00", "on": "2026-11-22", "reason": "登记错"}));
    case.undo(&number);
}

#[test]
fn a_payment_or_a_correction_by_hand_stands_in_the_way() {
    let mut case = desk();
    let number = case.bills(&[PAID, UNPAID]);
    case.run(json!({"op": "pay_bill", "bill_no": "B3", "paid_on": "2026-11-20"}));
    case.run(
        json!({"op": "correct_bill", "bill_no": "B1", "reason": "录入错", "changes": {"amount": "90.00"}}),
    );
    let changed = |bill_no: &str| (ObstacleKind::BillChanged, bill_no.to_owned(), None);
    assert_eq!(case.barred(&number), [changed("B1"), changed("B3")]);
}

#[test]
fn refunds_whose_deficit_was_absorbed_stand_in_the_way_and_uncovered_applications_are_covered_again() {
    let mut case = desk();
    case.bills(&[PAID, "B4,C1,2026-10-03,2026-10-12,100.00,,已支付,2026-10-05"]);
    let first = case.apply("C1", "B1");
    let refunds = case.batch(ImportKind::Refunds, &["B1,40.00,2026-11-21,退回"]);
    let uncovered = |case: &TestDesk| {
        crate::store::application::by_number(case.desk.db(), &first).unwrap().unwrap().uncovered.0
    };
    assert_eq!(uncovered(&case), 4_000);
    let second = case.apply("C1", "B4");
    assert_eq!(case.barred(&refunds), [(ObstacleKind::Offset, "B1".to_owned(), Some(second.clone()))]);
    case.run(json!({"op": "cancel_application", "application": second}));
    case.undo(&refunds);
    assert_eq!((uncovered(&case), case.balance()["non_invoiceable"].as_str()), (0, Some("0.00")));
}

#[test]
fn a_ledger_entry_that_is_offset_stands_in_the_way_and_one_of_a_cancelled_application_is_its_record() {
    let mut case = desk();
    case.bills(&[PAID]);
    let before = case.balance();
    let entries = case.batch(ImportKind::NonInvoiceable, &["C1,30.00,其他,补差", "C1,5.00,其他,另一笔"]);
    let application = case.apply("C1", "B1");
    let found = case.barred(&entries);
    assert_eq!(found[0], (ObstacleKind::Offset, "N1".to_owned(), Some(application.clone())));
    case.run(json!({"op": "cancel_application", "application": application}));
    assert_eq!(case.undo(&entries).non_invoiceable, 2);
    assert_eq!(case.balance(), before);
}

#[test]
fn a_bill_that_was_removed_since_is_no_longer_the_imports() {
    let mut case = desk();
    let number = case.bills(&[PAID, UNPAID]);
    case.run(json!({"op": "remove_bill", "bill_no": "B3", "reason": "重复"}));
    // The row is used again by a bill that this import did not bring.
    case.run(json!({"op": "add_bill", "account": "C1", "bill_no": "Z9", "kind": "other", "amount": "5.00",
        "billed_on": "2026-11-01", "due_on": "2026-12-01"}));
    assert_eq!(case.undo(&number).bills, 1);
    assert_eq!(case.balance()["bills"][0]["bill_no"], "Z9");
}
