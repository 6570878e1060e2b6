//! `policy-contradictory`: a policy whose parameters contradict each other, themselves, or the law.

use std::collections::HashSet;
use std::hash::Hash;

use crate::domain::invoice_info::InvoiceType;
use crate::domain::money::Fen;
use crate::domain::policy::{Delivery, InvoiceItem, Policy, PolicyFault, PolicyProblem, TypesByKind};
use crate::domain::refusal::Refusal;

/// The longest name of a policy or of an invoice item, in characters.
pub const MAX_NAME_CHARS: usize = 100;
/// The days of the month on which recurring invoicing can run: those that every month has.
pub const RECURRING_DAYS: (u32, u32) = (1, 28);
/// More months than a limit could mean.
pub const MAX_MONTHS: u32 = 120;
/// More days than a limit could mean.
pub const MAX_DAYS: u32 = 3650;
/// More working days than a deadline could mean: about a year.
pub const MAX_WORKING_DAYS: u32 = 250;
/// More corrections than a quota could mean.
pub const MAX_CORRECTIONS: u32 = 1000;

/// Asks whether an issuer can work under the policy.
/// Every parameter that is wrong is named.
pub fn check(policy: &Policy) -> Result<(), Refusal> {
    match problems(policy) {
        problems if problems.is_empty() => Ok(()),
        problems => Err(Refusal::PolicyContradictory { problems }),
    }
}

/// Every parameter that is wrong, in the order of the policy's file; none: an issuer can work under it.
pub fn problems(policy: &Policy) -> Vec<PolicyProblem> {
    let mut found = Found::default();
    found.text("name_zh", &policy.name_zh);
    found.text("name_en", &policy.name_en);
    types(policy, &mut found);
    let has_special = policy.invoice_types.has(InvoiceType::EnterpriseSpecial);
    let review = policy.qualification_review_working_days;
    found.within("qualification_review_working_days", review, 1, MAX_WORKING_DAYS);
    if review.is_some() && !has_special {
        found.add("qualification_review_working_days", PolicyFault::NoSpecialInvoices);
    }
    found.within("bill_age_limit_months", policy.bill_age_limit_months, 1, MAX_MONTHS);
    found.within("freezes_after_overdue_days", policy.freezes_after_overdue_days, 0, MAX_DAYS);
    let deliver = Some(policy.deliver_within_working_days);
    found.within("deliver_within_working_days", deliver, 1, MAX_WORKING_DAYS);
    if let Some(from) = policy.freight_paid_from {
        if from < Fen::ZERO {
            found.add("freight_paid_from", PolicyFault::Negative);
        }
        if policy.delivery != Delivery::Post {
            found.add("freight_paid_from", PolicyFault::NothingIsPosted);
        }
    }
    if let Some(corrections) = policy.corrections {
        let (count, months) = (Some(corrections.per_calendar_year), Some(corrections.within_months));
        found.within("corrections.per_calendar_year", count, 1, MAX_CORRECTIONS);
        found.within("corrections.within_months", months, 1, MAX_MONTHS);
    }
    found.within("recurring_day", policy.recurring_day, RECURRING_DAYS.0, RECURRING_DAYS.1);
    found.within("deduction_days", policy.deduction_days, 1, MAX_DAYS);
    if policy.deduction_days.is_some() && !has_special {
        found.add("deduction_days", PolicyFault::NoSpecialInvoices);
    }
    if policy.items.is_empty() {
        found.add("items", PolicyFault::Missing);
    }
    items(&policy.items, &mut found);
    found.0
}

/// What is wrong with the items of an issuer's own, by their place: `items[0].tax_code`.
pub fn item_problems(own: &[InvoiceItem]) -> Vec<PolicyProblem> {
    let mut found = Found::default();
    items(own, &mut found);
    found.0
}

fn types(policy: &Policy, found: &mut Found) {
    let lists = policy.invoice_types.each();
    if lists.iter().all(|(_, types)| types.is_empty()) {
        found.add("invoice_types", PolicyFault::Missing);
    }
    for ((kind, types), name) in lists.into_iter().zip(["individual", "enterprise", "organisation"]) {
        let field = format!("invoice_types.{name}");
        for invoice_type in types.iter().filter(|t| !TypesByKind::possible(kind).contains(t)) {
            found.add(&field, PolicyFault::TypeImpossible(*invoice_type));
        }
        found.once(&field, types);
    }
    let derived = &policy.info_may_be_derived_for;
    for invoice_type in derived {
        if invoice_type.is_special() {
            found.add("info_may_be_derived_for", PolicyFault::NotDerivable);
        } else if !policy.invoice_types.has(*invoice_type) {
            found.add("info_may_be_derived_for", PolicyFault::TypeNobodyHas(*invoice_type));
        }
    }
    found.once("info_may_be_derived_for", derived);
}

fn items(items: &[InvoiceItem], found: &mut Found) {
    for (i, item) in items.iter().enumerate() {
        found.text(&format!("items[{i}].name"), &item.name);
        found.text(&format!("items[{i}].short_name"), &item.short_name);
        if item.tax_code.len() != 19 || !item.tax_code.bytes().all(|b| b.is_ascii_digit()) {
            found.add(&format!("items[{i}].tax_code"), PolicyFault::TaxCode);
        }
        if item.rates.is_empty() {
            found.add(&format!("items[{i}].rates"), PolicyFault::Missing);
        }
        for (r, pair) in item.rates.windows(2).enumerate() {
            if pair[1].from <= pair[0].from {
                found.add(&format!("items[{i}].rates[{}].from", r + 1), PolicyFault::RatesNotInOrder);
            }
        }
        for (r, _) in item.rates.iter().enumerate().filter(|(_, rate)| !rate.rate.is_legal()) {
            found.add(&format!("items[{i}].rates[{r}].rate"), PolicyFault::RateNotLegal);
        }
        if items[..i].iter().any(|other| other.printed() == item.printed()) {
            found.add(&format!("items[{i}].name"), PolicyFault::NamedTwice);
        }
    }
}

/// What was found so far.
#[derive(Default)]
struct Found(Vec<PolicyProblem>);

impl Found {
    fn add(&mut self, field: &str, fault: PolicyFault) {
        self.0.push(PolicyProblem { field: field.to_owned(), fault });
    }

    fn text(&mut self, field: &str, text: &str) {
        if text.trim().is_empty() {
            self.add(field, PolicyFault::Missing);
        } else if text.chars().count() > MAX_NAME_CHARS {
            self.add(field, PolicyFault::TooLong { max: MAX_NAME_CHARS });
        }
    }

    fn within(&mut self, field: &str, number: Option<u32>, min: u32, max: u32) {
        if number.is_some_and(|number| !(min..=max).contains(&number)) {
            self.add(field, PolicyFault::OutOfRange { min, max });
        }
    }

    fn once<T: Eq + Hash>(&mut self, field: &str, values: &[T]) {
        let mut seen = HashSet::new();
        if !values.iter().all(|value| seen.insert(value)) {
            self.add(field, PolicyFault::NamedTwice);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::policy::{Corrections, EffectiveRate};
    use InvoiceType::{EnterpriseGeneral, EnterpriseSpecial, OrganisationGeneral, PersonalGeneral};

    /// One that posts, reviews and runs monthly.
    fn tencent() -> Policy {
        Policy::bundled().unwrap().remove(0)
    }

    /// One that mails, derives info and corrects.
    fn qweather() -> Policy {
        Policy::bundled().unwrap().remove(1)
    }

    fn found(mut policy: Policy, change: impl FnOnce(&mut Policy)) -> Vec<(String, PolicyFault)> {
        change(&mut policy);
        problems(&policy).into_iter().map(|problem| (problem.field, problem.fault)).collect()
    }

    fn one(field: &str, fault: PolicyFault) -> Vec<(String, PolicyFault)> {
        vec![(field.to_owned(), fault)]
    }

    #[test]
    fn the_policies_that_come_with_the_program_contradict_nothing() {
        for policy in Policy::bundled().unwrap() {
            assert_eq!(check(&policy), Ok(()));
        }
    }

    #[test]
    fn special_invoices_are_reviewed_and_deducted_only_where_somebody_may_have_them() {
        let without = |p: &mut Policy| p.invoice_types.enterprise = vec![EnterpriseGeneral];
        let fields: Vec<String> = found(tencent(), without).into_iter().map(|(field, _)| field).collect();
        assert_eq!(fields, ["qualification_review_working_days", "deduction_days"]);
        assert_eq!(found(qweather(), without), [], "it neither reviews nor shows a period");
    }

    #[test]
    fn freight_is_paid_only_for_what_is_posted() {
        let mailed = |p: &mut Policy| p.delivery = Delivery::Email;
        assert_eq!(found(tencent(), mailed), one("freight_paid_from", PolicyFault::NothingIsPosted));
        assert_eq!(found(qweather(), |p| p.delivery = Delivery::Post), [], "without freight both will do");
        let below = |p: &mut Policy| p.freight_paid_from = Some(Fen(-1));
        assert_eq!(found(tencent(), below), one("freight_paid_from", PolicyFault::Negative));
        assert_eq!(found(tencent(), |p| p.freight_paid_from = Some(Fen::ZERO)), []);
    }

    #[test]
    fn recurring_invoicing_runs_on_a_day_that_every_month_has() {
        for day in [0, 29, 31] {
            let wrong = found(tencent(), |p| p.recurring_day = Some(day));
            assert_eq!(wrong, one("recurring_day", PolicyFault::OutOfRange { min: 1, max: 28 }), "{day}");
        }
        for day in [1, 28] {
            assert_eq!(found(tencent(), |p| p.recurring_day = Some(day)), [], "{day}");
        }
    }

    #[test]
    fn corrections_have_a_count_and_a_window() {
        let with = |per_calendar_year, within_months| {
            found(qweather(), |p| p.corrections = Some(Corrections { per_calendar_year, within_months }))
        };
        assert_eq!(with(3, 0)[0].0, "corrections.within_months");
        assert_eq!(with(0, 12)[0].0, "corrections.per_calendar_year");
        assert_eq!((with(0, 0).len(), with(1, 1).len()), (2, 0));
    }

    #[test]
    fn a_limit_of_no_time_at_all_is_refused() {
        for (field, change) in [
            ("bill_age_limit_months", (|p, n| p.bill_age_limit_months = Some(n)) as fn(&mut Policy, u32)),
            ("deliver_within_working_days", |p, n| p.deliver_within_working_days = n),
            ("qualification_review_working_days", |p, n| p.qualification_review_working_days = Some(n)),
            ("deduction_days", |p, n| p.deduction_days = Some(n)),
        ] {
            let fields = |n| found(tencent(), |p| change(p, n)).into_iter().map(|(field, _)| field);
            assert_eq!(fields(0).collect::<Vec<_>>(), [field]);
            assert_eq!(fields(1).count(), 0, "{field}");
            assert_eq!(fields(u32::MAX).collect::<Vec<_>>(), [field]);
        }
        assert_eq!(found(qweather(), |p| p.freezes_after_overdue_days = Some(0)), [], "the day after the due date");
    }

    #[test]
    fn a_kind_of_account_is_offered_what_it_can_have() {
        let wrong = found(tencent(), |p| p.invoice_types.individual.push(EnterpriseSpecial));
        assert_eq!(wrong, one("invoice_types.individual", PolicyFault::TypeImpossible(EnterpriseSpecial)));
        let wrong = found(tencent(), |p| p.invoice_types.organisation.push(EnterpriseSpecial));
        assert_eq!(wrong, one("invoice_types.organisation", PolicyFault::TypeImpossible(EnterpriseSpecial)));
        let wrong = found(tencent(), |p| p.invoice_types.enterprise.push(EnterpriseGeneral));
        assert_eq!(wrong, one("invoice_types.enterprise", PolicyFault::NamedTwice));
        assert_eq!(found(tencent(), |p| p.invoice_types.individual.clear()), [], "one kind may have none");
        let wrong = found(qweather(), |p| {
            p.invoice_types = TypesByKind { individual: vec![], enterprise: vec![], organisation: vec![] };
            p.info_may_be_derived_for.clear();
        });
        assert_eq!(wrong, one("invoice_types", PolicyFault::Missing));
    }

    #[test]
    fn info_is_derived_for_types_that_somebody_may_have_and_never_for_special_ones() {
        let derived = |types: &[InvoiceType]| {
            found(qweather(), |p| {
                p.invoice_types.organisation.clear();
                p.info_may_be_derived_for = types.to_vec();
            })
        };
        assert_eq!(derived(&[PersonalGeneral, EnterpriseGeneral]), []);
        let field = "info_may_be_derived_for";
        let nobody = PolicyFault::TypeNobodyHas(OrganisationGeneral);
        assert_eq!(derived(&[OrganisationGeneral]), one(field, nobody));
        assert_eq!(derived(&[EnterpriseSpecial]), one(field, PolicyFault::NotDerivable));
        assert_eq!(derived(&[EnterpriseGeneral, EnterpriseGeneral]), one(field, PolicyFault::NamedTwice));
    }

    #[test]
    fn rates_stand_in_the_order_of_their_dates() {
        let rate = |from: &str| EffectiveRate { from: from.parse().unwrap(), rate: "0.03".parse().unwrap() };
        let rates = |dates: &[&str]| {
            found(tencent(), |p| p.items[0].rates = dates.iter().map(|from| rate(from)).collect())
        };
        assert_eq!(rates(&["2023-01-01", "2028-01-01"]), []);
        let field = "items[0].rates[1].from";
        assert_eq!(rates(&["2028-01-01", "2023-01-01"]), one(field, PolicyFault::RatesNotInOrder));
        assert_eq!(rates(&["2028-01-01", "2028-01-01"]), one(field, PolicyFault::RatesNotInOrder));
        assert_eq!(rates(&[]), one("items[0].rates", PolicyFault::Missing));
    }

    #[test]
    fn a_rate_is_one_that_the_law_has() {
        let at = |rate: &str| found(tencent(), |p| p.items[0].rates[0].rate = rate.parse().unwrap());
        for legal in ["0%", "1%", "1.5%", "2%", "3%", "5%", "6%", "9%", "13%"] {
            assert_eq!(at(legal), [], "{legal}");
        }
        for other in ["0.1%", "1.4%", "4%", "5.9%", "6.1%", "11%", "12.9%", "13.1%", "16%", "17%", "60%"] {
            assert_eq!(at(other), one("items[0].rates[0].rate", PolicyFault::RateNotLegal), "{other}");
        }
        let mut items = tencent().items;
        items[0].rates.push(EffectiveRate { from: "2028-01-01".parse().unwrap(), rate: "0.6".parse().unwrap() });
        assert_eq!(item_problems(&items)[0].field, "items[0].rates[1].rate", "also one that is yet to come");
    }

    #[test]
    fn an_item_has_a_name_and_a_code_of_19_digits_and_is_there_once() {
        for code in ["304020300000000000", "30402030000000000000", "304020300000000000X"] {
            let wrong = found(tencent(), |p| p.items[0].tax_code = code.into());
            assert_eq!(wrong, one("items[0].tax_code", PolicyFault::TaxCode), "{code}");
        }
        let wrong = found(tencent(), |p| p.items[0].name = " ".into());
        assert_eq!(wrong, one("items[0].name", PolicyFault::Missing));
        let wrong = found(tencent(), |p| p.items.push(p.items[0].clone()));
        assert_eq!(wrong, one("items[1].name", PolicyFault::NamedTwice));
        assert_eq!(found(tencent(), |p| p.items.clear()), one("items", PolicyFault::Missing));
        assert_eq!(item_problems(&[]), [], "an issuer may have none of its own");
    }

    #[test]
    fn every_parameter_that_is_wrong_is_named_at_once() {
        let mut policy = tencent();
        policy.delivery = Delivery::Email;
        policy.recurring_day = Some(30);
        policy.name_en = String::new();
        let Err(Refusal::PolicyContradictory { problems }) = check(&policy) else { panic!("it passes") };
        let fields: Vec<&str> = problems.iter().map(|problem| problem.field.as_str()).collect();
        assert_eq!(fields, ["name_en", "freight_paid_from", "recurring_day"]);
    }
}
