//! The table of rules as a whole.

use super::testing::*;
use super::{ELIGIBILITY, RuleId};

#[test]
fn eligibility_rules_are_asked_in_the_order_of_section_5() {
    let asked: Vec<RuleId> = ELIGIBILITY.iter().map(|(id, _)| *id).collect();
    let stated: Vec<RuleId> = RuleId::ALL.iter().copied().filter(|id| id.section() == 5).collect();
    assert_eq!(asked, stated);
}

#[test]
fn the_first_thing_that_is_wrong_is_named() {
    let mut world = World::special(World::tencent_cloud());
    world.remark = Some("长".repeat(231));
    assert_eq!(world.refused_by(), Some(RuleId::QualificationRequired));
    world.info = None;
    assert_eq!(world.refused_by(), Some(RuleId::InvoiceInfoRequired));
    world.account.kind = AccountKind::Individual;
    assert_eq!(world.refused_by(), Some(RuleId::TypeNotAllowed));
    world.ask = Ask::Amount(Fen(10_001));
    assert_eq!(world.refused_by(), Some(RuleId::AmountExceedsInvoiceable));
    world.ask = Ask::Bills(vec!["X".into()]);
    assert_eq!(world.refused_by(), Some(RuleId::BasisNotOffered));
    world.account.status = AccountStatus::Frozen;
    assert_eq!(world.refused_by(), Some(RuleId::AccountFrozen));
    world.account.region = Region::Overseas;
    assert_eq!(world.refused_by(), Some(RuleId::AccountOutsideMainland));
}

#[test]
fn within_a_rule_bills_are_asked_in_the_order_given() {
    let mut world = World::qweather();
    world.unpaid_bill("U1", "2026-11-01", "2026-12-01");
    world.unpaid_bill("U2", "2026-11-01", "2026-12-01");
    world.ask = Ask::Bills(vec!["B1".into(), "U2".into(), "U1".into()]);
    assert_eq!(world.refuse(), Err(Refusal::BillNotPaid { bill_no: "U2".into() }));
}
