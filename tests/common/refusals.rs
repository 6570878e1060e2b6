//! One refusal by each rule of the table: through the desk and through the command line it is refused alike.

use std::path::Path;

use fapiao_desk::domain::rule_id::RuleId;
use serde_json::{Value, json};

use super::lines::{
    NAME, apply, apply_all, apply_amount, apply_bills, approve_correction, at, bill, change_issuer,
    change_policy, customer, enterprise, issue, issuers, non_invoiceable, outside, paid, refund,
    request_correction, reverse, review, special_info, step, submit_qualification, user, with,
};
use super::scans::picture;

/// What is done in a store of [`scene`], and then refused.
pub struct Refused {
    pub rule: RuleId,
    pub before: Vec<String>,
    pub line: String,
    /// What is said of it beside the rule.
    pub says: Value,
}

/// Who decides on what others submit.
const REVIEWER: &str = "李强";

/// The first application of the day, and invoice numbers.
const FIRST: &str = "FP20261122-0001";
const NUMBER: &str = "26440000000000000001";
const RED: &str = "26440000000000000009";

/// The issuers, and an enterprise of each that has all it needs: `C1` of `T`, which posts by amount, and `D1` of `Q`,
/// which mails by bills.
pub fn scene() -> Vec<String> {
    [&issuers()[..], &customer("C1", "T"), &customer("D1", "Q")].concat()
}

/// `C1` applies for its only bill of 100.00, and what is done with the application after that.
fn applied(more: &[String]) -> Vec<String> {
    [&[paid("C1", "B1", "100.00"), apply_amount("C1", "100.00")], more].concat()
}

/// The first application of `D1`, for a bill of 100.00, is issued.
fn issued_by_bills() -> Vec<String> {
    let lines = [
        paid("D1", "B1", "100.00"),
        apply_bills("D1", &["B1"]),
        step("accept_application", FIRST),
        issue(FIRST, &[(NUMBER, "100.00")]),
        user(REVIEWER, "reviewer"),
    ];
    lines.to_vec()
}

fn special(line: &str) -> String {
    line.replace("enterprise_general", "enterprise_special")
}

/// Every rule in the order of the table, but `recurring-already-run`, which a run tells of and refuses nothing by, and
/// `out-at-bureau`, before which a form has to be filled in: the tests of the paperwork ask for that. The scans that are submitted lie in `folder`.
pub fn refusals(folder: &Path) -> Vec<Refused> {
    let scans = ["certificate.pdf", "proof.pdf"].map(|name| {
        let path = folder.join(name);
        std::fs::write(&path, picture(name)).unwrap();
        path.display().to_string()
    });
    let submit = submit_qualification("C1", &scans[0], &scans[1]);
    let info = special_info("C1", NAME, "1202026209900012345");
    let special_of_c1 = special(&apply_amount("C1", "1.00"));
    // What comes before a special invoice is refused for what became of its review.
    let reviewed = |more: &[String]| {
        [&[user(REVIEWER, "reviewer"), paid("C1", "B1", "100.00"), info.clone()], more].concat()
    };
    let correction = request_correction(FIRST, r#"{"remark":"甲"}"#);
    let problems = ["name", "tax_id", "address", "phone", "bank", "bank_account"];
    let problems = problems.map(|field| json!({"field": field}));
    let case = |rule, before: Vec<String>, line: String, says| Refused { rule, before, line, says };
    let of_c1 = || vec![paid("C1", "B1", "100.00")];
    let of_d1 = || vec![paid("D1", "B1", "100.00")];
    let unpaid = |billed: &str, due: &str| bill("D1", "U", "9.00", billed, due, None);
    let for_b1 = || apply_bills("D1", &["B1"]);
    let own = r#"{"op":"copy_policy","from":"qweather","code":"own","name_zh":"自订规则"}"#.to_owned();
    vec![
        case(
            RuleId::PolicyContradictory,
            vec![own],
            change_policy("own", r#"{"recurring_day":0}"#),
            json!({"problems": [{"field": "recurring_day"}]}),
        ),
        case(
            RuleId::RefundExceedsBill,
            [of_c1(), vec![refund("B1", "60.00")]].concat(),
            refund("B1", "40.01"),
            json!({"bill_no": "B1", "amount": "100.00", "refunded": "60.00"}),
        ),
        case(
            RuleId::OpeningExceedsBill,
            vec![],
            with(&paid("C1", "B1", "100.00"), r#""opening":"100.01""#),
            json!({"bill_no": "B1", "amount": "100.00", "opening": "100.01"}),
        ),
        // Before anything else that is wrong.
        case(
            RuleId::AccountOutsideMainland,
            vec![outside("H1", "Q")],
            apply("H1", r#""bills":["nothing"]"#),
            json!({"region": "hong_kong_macao_taiwan"}),
        ),
        case(
            RuleId::AccountFrozen,
            [of_d1(), vec![unpaid("2026-10-01", "2026-10-22")]].concat(),
            for_b1(),
            json!({"bill_no": "U", "due_on": "2026-10-22"}),
        ),
        case(
            RuleId::OverdueBill,
            [of_d1(), vec![unpaid("2026-10-01", "2026-10-23")]].concat(),
            for_b1(),
            json!({"bill_no": "U", "due_on": "2026-10-23"}),
        ),
        case(
            RuleId::BasisNotOffered,
            of_c1(),
            apply_bills("C1", &["B1"]),
            json!({"offered": "free_amount"}),
        ),
        case(
            RuleId::BillNotFound,
            [of_c1(), vec![paid("D1", "B2", "1.00")]].concat(),
            apply_bills("D1", &["B2", "B1"]),
            json!({"bill_no": "B1"}),
        ),
        case(
            RuleId::BillNotPaid,
            vec![unpaid("2026-11-20", "2026-12-05")],
            apply_bills("D1", &["U"]),
            json!({"bill_no": "U"}),
        ),
        case(
            RuleId::BillAgeLimit,
            vec![bill("D1", "B1", "9.00", "2025-11-21", "2025-11-21", Some("2025-11-21"))],
            for_b1(),
            json!({"billed_on": "2025-11-21", "last_day": "2026-11-21"}),
        ),
        case(
            RuleId::BillFullyInvoiced,
            [of_d1(), vec![for_b1()]].concat(),
            for_b1(),
            json!({"bill_no": "B1"}),
        ),
        case(RuleId::AmountNotPositive, vec![], apply_all("C1"), json!({"amount": "0.00"})),
        case(
            RuleId::AmountExceedsInvoiceable,
            of_c1(),
            apply_amount("C1", "100.01"),
            json!({"amount": "100.01", "invoiceable": "100.00"}),
        ),
        case(
            RuleId::SelectionBelowOffset,
            [of_d1(), vec![non_invoiceable("D1", "100.00")]].concat(),
            for_b1(),
            json!({"remaining": "100.00", "non_invoiceable": "100.00"}),
        ),
        case(
            RuleId::TypeNotAllowed,
            of_c1(),
            apply_amount("C1", "1.00").replace("enterprise_general", "personal_general"),
            json!({"allowed": ["enterprise_general", "enterprise_special"]}),
        ),
        case(
            RuleId::InvoiceInfoRequired,
            vec![enterprise("C2", "T", "甲"), paid("C2", "B1", "100.00")],
            apply_amount("C2", "1.00"),
            json!({"invoice_type": "enterprise_general"}),
        ),
        case(
            RuleId::InvoiceInfoInvalid,
            vec![],
            r#"{"op":"save_invoice_info","account":"D1","type":"enterprise_special","name":"另一家公司","tax_id":"91440300MA0DEM01XA"}"#.to_owned(),
            json!({"problems": problems}),
        ),
        case(RuleId::QualificationRequired, reviewed(&[]), special_of_c1.clone(), json!({})),
        case(
            RuleId::QualificationPending,
            reviewed(std::slice::from_ref(&submit)),
            special_of_c1.clone(),
            json!({}),
        ),
        case(
            RuleId::QualificationRejected,
            reviewed(&[submit.clone(), review("reject", "C1", REVIEWER)]),
            special_of_c1.clone(),
            json!({}),
        ),
        case(
            RuleId::QualificationStale,
            reviewed(&[
                submit.clone(),
                review("approve", "C1", REVIEWER),
                special_info("C1", NAME, "1202026209900099999"),
            ]),
            special_of_c1,
            json!({}),
        ),
        case(
            RuleId::AddressRequired,
            [of_c1(), vec![r#"{"op":"remove_address","address":"1"}"#.to_owned()]].concat(),
            apply_amount("C1", "1.00"),
            json!({}),
        ),
        case(RuleId::EmailRequired, of_d1(), apply("D1", r#""bills":["B1"]"#), json!({})),
        case(
            RuleId::EmailInvalid,
            of_d1(),
            for_b1().replace("fin@example.com", "a@example.com, b@"),
            json!({}),
        ),
        case(
            RuleId::RemarkInvalid,
            of_c1(),
            with(&apply_amount("C1", "1.00"), r#""remark":"合同 😀""#),
            json!({"character": "😀"}),
        ),
        case(RuleId::FourEyes, reviewed(std::slice::from_ref(&submit)), review("approve", "C1", "desk"), json!({})),
        case(
            RuleId::TransitionNotAllowed,
            applied(&[]),
            step("receive_application", FIRST),
            json!({"state": "submitted", "step": "receive"}),
        ),
        case(
            RuleId::CancelWindowClosed,
            applied(&[]),
            at("2026-11-23T00:00:00+08:00", &step("cancel_application", FIRST)),
            json!({"last_day": "2026-11-22"}),
        ),
        case(
            RuleId::AlreadyIssued,
            issued_by_bills(),
            step("cancel_application", FIRST),
            json!({}),
        ),
        case(
            RuleId::CorrectionNotOffered,
            applied(&[step("accept_application", FIRST), issue(FIRST, &[(NUMBER, "100.00")])]),
            correction.clone(),
            json!({}),
        ),
        case(
            RuleId::CorrectionQuotaUsed,
            {
                let rounds = (1..=3).flat_map(|n| {
                    let (old, new) = (format!("FP20261122-{n:04}"), format!("FP20261122-{:04}", n + 1));
                    [
                        request_correction(&old, r#"{"remark":"甲"}"#),
                        approve_correction(&old, &format!("2655000000000000000{n}"), REVIEWER),
                        step("accept_application", &new),
                        issue(&new, &[(&format!("2644000000000000001{n}"), "100.00")]),
                    ]
                });
                issued_by_bills().into_iter().chain(rounds).collect()
            },
            request_correction("FP20261122-0004", r#"{"remark":"甲"}"#),
            json!({"year": 2026, "allowed": 3}),
        ),
        case(
            RuleId::CorrectionWindowClosed,
            issued_by_bills(),
            at("2027-11-23T00:00:00+08:00", &correction),
            json!({"last_day": "2027-11-22"}),
        ),
        case(
            RuleId::DuplicateInvoiceNumber,
            applied(&[step("accept_application", FIRST), issue(FIRST, &[(NUMBER, "100.00")])]),
            reverse(FIRST, NUMBER),
            json!({"number": NUMBER}),
        ),
        case(
            RuleId::InvoiceAboveMaximum,
            applied(&[
                change_issuer("T", r#"{"max_invoice_amount":"60.00"}"#),
                step("accept_application", FIRST),
            ]),
            issue(FIRST, &[(NUMBER, "60.01"), (RED, "39.99")]),
            json!({"gross": "60.01", "max": "60.00"}),
        ),
        case(
            RuleId::BillInUse,
            applied(&[]),
            r#"{"op":"remove_bill","bill_no":"B1","reason":"重复"}"#.to_owned(),
            json!({"bill_no": "B1"}),
        ),
    ]
}

/// Whether a refusal says this of each field, and at least this of objects within.
pub fn says(refusal: &Value, expected: &Value) -> bool {
    match (refusal, expected) {
        (Value::Object(has), Value::Object(wants)) => {
            wants.iter().all(|(field, value)| has.get(field).is_some_and(|of| says(of, value)))
        }
        (Value::Array(has), Value::Array(wants)) => {
            has.len() == wants.len() && has.iter().zip(wants).all(|(of, value)| says(of, value))
        }
        _ => refusal == expected,
    }
}
