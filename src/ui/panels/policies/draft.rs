//! A policy as it is being changed: what is typed, and the policy that it makes.

use crate::domain::account::AccountKind;
use crate::domain::invoice_info::InvoiceType;
use crate::domain::policy::{
    AmountBasis, CancelUntil, Corrections, Delivery, Policy, PolicyProblem, TypesByKind,
};
use crate::domain::rules::policy_contradictory;
use crate::ui::forms::items::ItemsForm;
use crate::ui::widgets::MoneyInput;

#[derive(Clone, Debug)]
pub(super) struct Draft {
    pub base: Policy,
    pub name_zh: String,
    pub name_en: String,
    pub basis: AmountBasis,
    pub types: [(AccountKind, Vec<(InvoiceType, bool)>); 3],
    pub derived: Vec<(InvoiceType, bool)>,
    pub review: Limit,
    pub age: Limit,
    pub overdue: bool,
    pub freezing: Limit,
    pub deadline: Limit,
    pub delivery: Delivery,
    pub has_freight: bool,
    pub freight: MoneyInput,
    pub cancel_until: CancelUntil,
    pub corrections: Limit,
    pub correction_months: Limit,
    pub recurring: Limit,
    pub deduction: Limit,
    pub items: ItemsForm,
    /// What all that makes; what cannot be read is as before.
    pub made: Policy,
    /// What contradicts in it.
    pub problems: Vec<PolicyProblem>,
    /// The parameters that cannot be read.
    pub unread: Vec<&'static str>,
}

/// A number that may be left out.
#[derive(Clone, Debug)]
pub(super) struct Limit {
    pub on: bool,
    pub text: String,
}

impl Limit {
    /// A limit, and what is offered where there is none yet.
    fn of(number: Option<u32>, offered: u32) -> Self {
        Self { on: number.is_some(), text: number.unwrap_or(offered).to_string() }
    }

    /// The number as typed, in digits of either width.
    fn number(&self) -> Option<u32> {
        let narrow = |c| match c {
            '\u{FF10}'..='\u{FF19}' => char::from_u32(u32::from(c) - 0xFEE0).unwrap_or(c),
            c => c,
        };
        self.text.trim().chars().map(narrow).collect::<String>().parse().ok()
    }
}

impl Draft {
    pub(super) fn of(base: &Policy) -> Self {
        let types = |kind| {
            let possible = TypesByKind::possible(kind).iter();
            (kind, possible.map(|t| (*t, base.types_for(kind).contains(t))).collect())
        };
        let general = InvoiceType::ALL.into_iter().filter(|t| !t.is_special());
        let (count, months) = base.corrections.map(|c| (c.per_calendar_year, c.within_months)).unzip();
        let mut draft = Self {
            name_zh: base.name_zh.clone(),
            name_en: base.name_en.clone(),
            basis: base.amount_basis,
            types: AccountKind::ALL.map(types),
            derived: general.map(|t| (t, base.info_may_be_derived_for.contains(&t))).collect(),
            review: Limit::of(base.qualification_review_working_days, 2),
            age: Limit::of(base.bill_age_limit_months, 12),
            overdue: base.overdue_bill_blocks,
            freezing: Limit::of(base.freezes_after_overdue_days, 30),
            deadline: Limit::of(Some(base.deliver_within_working_days), 5),
            delivery: base.delivery,
            has_freight: base.freight_paid_from.is_some(),
            freight: base.freight_paid_from.map(MoneyInput::of).unwrap_or_default(),
            cancel_until: base.cancel_until,
            corrections: Limit::of(count, 3),
            correction_months: Limit::of(months, 12),
            recurring: Limit::of(base.recurring_day, 10),
            deduction: Limit::of(base.deduction_days, 360),
            items: ItemsForm::of(&base.items),
            made: base.clone(),
            problems: Vec::new(),
            unread: Vec::new(),
            base: base.clone(),
        };
        draft.read();
        draft
    }

    /// Reads what is typed, after each change of it.
    pub(super) fn read(&mut self) {
        let mut unread = Vec::new();
        let mut number = |field: &'static str, limit: &Limit| match (limit.on, limit.number()) {
            (false, _) => None,
            (true, None) => {
                unread.push(field);
                None
            }
            (true, number) => number,
        };
        let chosen = |types: &[(InvoiceType, bool)]| -> Vec<InvoiceType> {
            types.iter().filter(|(_, on)| *on).map(|(t, _)| *t).collect()
        };
        let [individual, enterprise, organisation] = &self.types;
        let review = number("qualification_review_working_days", &self.review);
        let age = number("bill_age_limit_months", &self.age);
        let freezing = number("freezes_after_overdue_days", &self.freezing);
        let deadline = number("deliver_within_working_days", &self.deadline);
        let count = number("corrections.per_calendar_year", &self.corrections);
        let months = if self.corrections.on {
            number("corrections.within_months", &self.correction_months)
        } else {
            None
        };
        let recurring = number("recurring_day", &self.recurring);
        let deduction = number("deduction_days", &self.deduction);
        if self.has_freight && self.freight.amount().is_none() {
            unread.push("freight_paid_from");
        }
        let items = self.items.items();
        if items.is_none() {
            unread.push("items");
        }
        self.made = Policy {
            code: self.base.code.clone(),
            version: self.base.version,
            name_zh: self.name_zh.trim().to_owned(),
            name_en: self.name_en.trim().to_owned(),
            amount_basis: self.basis,
            // In the order of the version before, so that what was not touched is no change.
            invoice_types: TypesByKind {
                individual: in_order(chosen(&individual.1), &self.base.invoice_types.individual),
                enterprise: in_order(chosen(&enterprise.1), &self.base.invoice_types.enterprise),
                organisation: in_order(chosen(&organisation.1), &self.base.invoice_types.organisation),
            },
            info_may_be_derived_for: in_order(chosen(&self.derived), &self.base.info_may_be_derived_for),
            qualification_review_working_days: review,
            bill_age_limit_months: age,
            overdue_bill_blocks: self.overdue,
            freezes_after_overdue_days: freezing,
            deliver_within_working_days: deadline.unwrap_or(self.base.deliver_within_working_days),
            delivery: self.delivery,
            freight_paid_from: self.freight.amount().filter(|_| self.has_freight),
            cancel_until: self.cancel_until,
            corrections: count
                .zip(months)
                .map(|(per_calendar_year, within_months)| Corrections { per_calendar_year, within_months }),
            recurring_day: recurring,
            deduction_days: deduction,
            items: items.unwrap_or_else(|| self.base.items.clone()),
        };
        self.unread = unread;
        self.problems = policy_contradictory::problems(&self.made);
    }

    pub(super) fn is_changed(&self) -> bool {
        self.made != self.base || !self.unread.is_empty()
    }

    /// Whether it can be kept as it stands.
    pub(super) fn is_right(&self) -> bool {
        self.unread.is_empty() && self.problems.is_empty()
    }
}

/// Types in the order that they had, new ones behind.
fn in_order(mut types: Vec<InvoiceType>, before: &[InvoiceType]) -> Vec<InvoiceType> {
    types.sort_by_key(|t| before.iter().position(|old| old == t).unwrap_or(usize::MAX));
    types
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_draft_that_is_not_touched_makes_the_policy_it_is_of() {
        for policy in Policy::bundled().unwrap() {
            let draft = Draft::of(&policy);
            assert_eq!(draft.made, policy);
            assert!(!draft.is_changed() && draft.is_right());
        }
    }

    #[test]
    fn a_number_that_cannot_be_read_is_no_change_to_be_kept() {
        let mut draft = Draft::of(&Policy::bundled().unwrap()[0]);
        draft.deadline.text = "五".into();
        draft.read();
        assert!(draft.is_changed() && !draft.is_right());
        draft.deadline.text = "７".into();
        draft.read();
        assert_eq!((draft.made.deliver_within_working_days, draft.is_right()), (7, true));
    }

    #[test]
    fn a_limit_that_is_switched_off_is_left_out_whatever_is_typed() {
        let mut draft = Draft::of(&Policy::bundled().unwrap()[1]);
        draft.corrections.on = false;
        draft.corrections.text = "x".into();
        draft.correction_months.text = "x".into();
        draft.read();
        assert_eq!((draft.made.corrections, draft.is_right()), (None, true));
    }
}
