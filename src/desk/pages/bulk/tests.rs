use serde_json::json;

use super::*;
use crate::desk::test_desk::TestDesk;

fn desk_with(applications: u32) -> (TestDesk, Vec<String>) {
    let mut case = TestDesk::with_companies("2026-11-22T04:00:00Z", &[("C1", "北京云帆物流")]);
    let numbers = (1..=applications)
        .map(|n| {
            case.paid("C1", &format!("B{n}"), "100.00");
            case.apply("C1", &format!("B{n}"))
        })
        .collect();
    (case, numbers)
}

fn look(case: &TestDesk, step: Step, numbers: &[String]) -> StepOfMany {
    step_of_many(case.desk.db(), &case.desk.moment(), step, numbers).unwrap()
}

#[test]
fn what_can_take_a_step_keeps_its_order_and_the_rest_says_why_not() {
    let (mut case, numbers) = desk_with(3);
    case.run(json!({"op": "accept_application", "application": numbers[1]}));
    let asked = [numbers[2].clone(), numbers[1].clone(), "FP1".to_owned(), numbers[0].clone()];
    let many = look(&case, Step::Accept, &asked);
    let ready: Vec<&String> = many.ready.iter().map(|one| &one.application).collect();
    assert_eq!(ready, [&numbers[2], &numbers[0]]);
    let [accepted, unknown] = many.left_out.as_slice() else { panic!("{many:?}") };
    assert_eq!((&accepted.application, accepted.buyer.as_str()), (&numbers[1], "北京云帆物流"));
    assert!(matches!(accepted.why, WhyLeftOut::Refused(Refusal::TransitionNotAllowed(_))));
    assert!(matches!(unknown.why, WhyLeftOut::Refused(Refusal::NotFound { .. })));
}

#[test]
fn an_application_that_is_no_longer_covered_is_issued_by_itself() {
    let (mut case, numbers) = desk_with(2);
    for number in &numbers {
        case.run(json!({"op": "accept_application", "application": number}));
    }
    case.run(json!({"op": "add_refund", "bill_no": "B2", "amount": "40.00", "on": "2026-11-22"}));
    let many = look(&case, Step::Issue, &numbers);
    assert_eq!(many.ready.len(), 1);
    assert_eq!(many.ready[0].invoices, [Fen(10_000)]);
    assert_eq!(many.left_out[0].why, WhyLeftOut::Uncovered(Fen(4_000)));
}

#[test]
fn an_application_above_the_limit_of_one_invoice_is_several_up_to_a_point() {
    let (mut case, numbers) = desk_with(1);
    case.run(json!({"op": "accept_application", "application": numbers[0]}));
    case.run(json!({"op": "change_issuer", "code": "Q", "changes": {"max_invoice_amount": "40.00"}}));
    let parts = look(&case, Step::Issue, &numbers).ready[0].invoices.clone();
    assert_eq!(parts, [Fen(4_000), Fen(4_000), Fen(2_000)]);
    case.run(json!({"op": "change_issuer", "code": "Q", "changes": {"max_invoice_amount": "1.00"}}));
    assert_eq!(look(&case, Step::Issue, &numbers).left_out[0].why, WhyLeftOut::ManyInvoices(100));
}

#[test]
fn what_goes_by_e_mail_is_not_recorded_as_posted() {
    let (mut case, numbers) = desk_with(1);
    case.issue(&numbers[0], "26512000000000000001", "2026-11-22");
    assert_eq!(look(&case, Step::Deliver, &numbers).left_out[0].why, WhyLeftOut::ByEmail);
    let asked = ["26512000000000000001", "26512000000000000002"].map(str::to_owned);
    assert_eq!(taken(case.desk.db(), &asked).unwrap(), HashSet::from([asked[0].clone()]));
}

#[test]
fn the_carrier_is_that_of_the_issuers_newest_parcel_and_asked_where_one_is_posted() {
    let mut case =
        TestDesk::after([json!({"op": "add_issuer", "code": "T", "name": "T", "policy": "tencent-cloud"})]);
    case.run(json!({"op": "add_issuer", "code": "U", "name": "U", "policy": "tencent-cloud"}));
    let mut numbers = Vec::new();
    for (account, issuer) in [("P1", "T"), ("P2", "T"), ("P3", "T"), ("P4", "U")] {
        let buyer = json!({"name": "杭州砺行", "tax_id": "913301067L53XQJUQR"});
        case.run(json!({"op": "add_account", "account": account, "issuer": issuer, "name": account,
            "kind": "enterprise", "verified_name": buyer["name"], "verified_tax_id": buyer["tax_id"]}));
        case.run(json!({"op": "save_invoice_info", "account": account, "type": "enterprise_general",
            "name": buyer["name"], "tax_id": buyer["tax_id"]}));
        case.run(
            json!({"op": "save_address", "account": account, "recipient": "孙敏", "phone": "17199338205",
            "region": "浙江省杭州市", "street": "文一西路969号"}),
        );
        case.paid(account, &format!("{account}-B"), "100.00");
        let applied = case.run(json!({"op": "submit_application", "account": account,
            "type": "enterprise_general", "amount": "100.00"}));
        numbers.push(applied["application"].as_str().unwrap().to_owned());
    }
    case.issue(&numbers[2], "26512000000000000002", "2026-11-22");
    case.issue(&numbers[3], "26512000000000000003", "2026-11-22");
    for (n, carrier) in ["顺丰速运", "中国邮政 EMS"].into_iter().enumerate() {
        case.issue(&numbers[n], &format!("2651200000000000000{n}"), "2026-11-22");
        case.run(json!({"op": "deliver_application", "application": numbers[n], "carrier": carrier,
            "tracking_no": "1234567890"}));
    }
    let carrier = |step, numbers| look(&case, step, numbers).carrier;
    assert_eq!(carrier(Step::Deliver, &numbers).as_deref(), Some("中国邮政 EMS"));
    assert_eq!(carrier(Step::Receive, &numbers), None);
    assert_eq!(carrier(Step::Deliver, &numbers[..2]), None, "none of these is posted now");
    assert_eq!(carrier(Step::Deliver, &numbers[3..]), None, "another issuer sends it");
}

#[test]
fn whoever_may_not_take_steps_is_told_at_once() {
    let (mut case, numbers) = desk_with(1);
    case.run(json!({"op": "add_user", "name": "李审", "roles": ["reviewer"]}));
    let moment = Moment { user: Some("李审".into()), ..case.desk.moment() };
    let refused = step_of_many(case.desk.db(), &moment, Step::Accept, &numbers);
    assert!(matches!(refused, Err(Refusal::NotPermitted { .. })), "{refused:?}");
}
