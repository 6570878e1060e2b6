//! A policy as it is being changed: what is typed, and the policy that it makes.

use crate::desk::commands::policies::laid_over;
use crate::desk::protocol::changes::Changes;
use crate::domain::account::AccountKind;
use crate::domain::invoice_info::InvoiceType;
use crate::domain::policy::{Corrections, Policy, PolicyProblem, TypesByKind};
use crate::domain::refusal::Refusal;
use crate::domain::rules::policy_contradictory;
use crate::i18n::policies::Param;
use crate::ui::drafts::Inputs;
use crate::ui::forms::items::ItemsForm;
use crate::ui::widgets::MoneyInput;

#[derive(Clone, Debug)]
pub(super) struct Draft {
    pub base: Policy,
    /// What all that is typed makes; what cannot be read is as before. What is only chosen is changed in it directly.
    pub made: Policy,
    pub name_zh: String,
    pub name_en: String,
    pub types: [(AccountKind, Vec<(InvoiceType, bool)>); 3],
    pub derived: Vec<(InvoiceType, bool)>,
    pub review: Limit,
    pub age: Limit,
    pub freezing: Limit,
    pub deadline: Limit,
    pub has_freight: bool,
    pub freight: MoneyInput,
    pub corrections: Limit,
    pub correction_months: Limit,
    pub recurring: Limit,
    pub deduction: Limit,
    pub items: ItemsForm,
    /// What contradicts in the policy that it makes.
    pub problems: Vec<PolicyProblem>,
    /// Something that is typed cannot be read.
    has_unread: bool,
    pub is_new: bool,
    /// The parameter that is to be brought into sight.
    pub goes_to: Option<Param>,
}

#[derive(Clone, Debug)]
pub(super) struct Limit {
    /// The parameter in the policy's file.
    pub field: &'static str,
    pub on: bool,
    pub text: String,
}

impl Limit {
    /// A limit, and what is offered where there is none yet.
    fn of(field: &'static str, number: Option<u32>, offered: u32) -> Self {
        Self { field, on: number.is_some(), text: number.unwrap_or(offered).to_string() }
    }

    /// The number as typed, in digits of either width; none where it is left out or cannot be read.
    fn number(&self) -> Option<u32> {
        let narrow = |c| match c {
            '\u{FF10}'..='\u{FF19}' => char::from_u32(u32::from(c) - 0xFEE0).unwrap_or(c),
            c => c,
        };
        self.text.trim().chars().map(narrow).collect::<String>().parse().ok().filter(|_| self.on)
    }

    pub(super) fn is_unread(&self) -> bool {
        self.on && self.number().is_none()
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
        let days = base.qualification_review_working_days;
        let mut draft = Self {
            name_zh: base.name_zh.clone(),
            name_en: base.name_en.clone(),
            types: AccountKind::ALL.map(types),
            derived: general.map(|t| (t, base.info_may_be_derived_for.contains(&t))).collect(),
            review: Limit::of("qualification_review_working_days", days, 2),
            age: Limit::of("bill_age_limit_months", base.bill_age_limit_months, 12),
            freezing: Limit::of("freezes_after_overdue_days", base.freezes_after_overdue_days, 30),
            deadline: Limit::of("deliver_within_working_days", Some(base.deliver_within_working_days), 5),
            has_freight: base.freight_paid_from.is_some(),
            freight: base.freight_paid_from.map(MoneyInput::of).unwrap_or_default(),
            corrections: Limit::of("corrections.per_calendar_year", count, 3),
            correction_months: Limit::of("corrections.within_months", months, 12),
            recurring: Limit::of("recurring_day", base.recurring_day, 10),
            deduction: Limit::of("deduction_days", base.deduction_days, 360),
            items: ItemsForm::of(&base.items),
            made: base.clone(),
            problems: Vec::new(),
            has_unread: false,
            is_new: true,
            goes_to: None,
            base: base.clone(),
        };
        draft.read();
        draft
    }

    pub(super) fn inputs(&mut self, inputs: &mut Inputs) {
        inputs.same("version", &self.base.version);
        inputs.field("made", &mut self.made);
        inputs.field("name_zh", &mut self.name_zh);
        inputs.field("name_en", &mut self.name_en);
        inputs.field("types", &mut self.types);
        inputs.field("derived", &mut self.derived);
        inputs.field("has_freight", &mut self.has_freight);
        inputs.field("freight", &mut self.freight);
        inputs.field("items", &mut self.items);
        for limit in [
            &mut self.review,
            &mut self.age,
            &mut self.freezing,
            &mut self.deadline,
            &mut self.corrections,
            &mut self.correction_months,
            &mut self.recurring,
            &mut self.deduction,
        ] {
            inputs.field(&format!("{} on", limit.field), &mut limit.on);
            inputs.field(limit.field, &mut limit.text);
        }
        self.read();
    }

    /// Reads what is typed, after each change of it.
    pub(super) fn read(&mut self) {
        self.correction_months.on = self.corrections.on;
        let base = &self.base;
        // In the order of the version before, so that what was not touched is no change.
        let chosen = |types: &[(InvoiceType, bool)], before: &[InvoiceType]| {
            in_order(types.iter().filter(|(_, on)| *on).map(|(t, _)| *t).collect(), before)
        };
        let [(_, individual), (_, enterprise), (_, organisation)] = &self.types;
        let corrections = self.corrections.number().zip(self.correction_months.number());
        let items = self.items.items();
        self.has_unread =
            self.limits().into_iter().any(Limit::is_unread) || self.lacks_freight() || items.is_none();
        self.made = Policy {
            name_zh: self.name_zh.trim().to_owned(),
            name_en: self.name_en.trim().to_owned(),
            invoice_types: TypesByKind {
                individual: chosen(individual, &base.invoice_types.individual),
                enterprise: chosen(enterprise, &base.invoice_types.enterprise),
                organisation: chosen(organisation, &base.invoice_types.organisation),
            },
            info_may_be_derived_for: chosen(&self.derived, &base.info_may_be_derived_for),
            qualification_review_working_days: self.review.number(),
            bill_age_limit_months: self.age.number(),
            freezes_after_overdue_days: self.freezing.number(),
            deliver_within_working_days: self.deadline.number().unwrap_or(base.deliver_within_working_days),
            freight_paid_from: self.freight.amount().filter(|_| self.has_freight),
            corrections: corrections
                .map(|(per_calendar_year, within_months)| Corrections { per_calendar_year, within_months }),
            recurring_day: self.recurring.number(),
            deduction_days: self.deduction.number(),
            items: items.unwrap_or_else(|| base.items.clone()),
            ..self.made.clone()
        };
        self.problems = policy_contradictory::problems(&self.made);
    }

    /// The parameters in which something is wrong.
    pub(super) fn wrong(&self) -> Vec<Param> {
        let mut fields: Vec<&str> = self.problems.iter().map(|problem| problem.field.as_str()).collect();
        fields.extend(self.limits().into_iter().filter(|limit| limit.is_unread()).map(|limit| limit.field));
        fields.extend(self.lacks_freight().then_some("freight_paid_from"));
        fields.extend(self.items.items().is_none().then_some("items"));
        let is_in = |param: &Param, field: &&str| {
            let name = field.split(['.', '[']).next().unwrap_or_default();
            param.fields().contains(&name)
        };
        Param::ALL.into_iter().filter(|param| fields.iter().any(|field| is_in(param, field))).collect()
    }

    /// The same changes, made to the version that was saved meanwhile.
    pub(super) fn over(&self, newest: &Policy) -> Result<Self, Refusal> {
        let merged = laid_over(newest, &Changes::between(&self.base, &self.made)?)?;
        let mut draft = Self { base: newest.clone(), ..Self::of(&merged) };
        draft.read();
        Ok(draft)
    }

    fn limits(&self) -> [&Limit; 8] {
        [
            &self.review,
            &self.age,
            &self.freezing,
            &self.deadline,
            &self.corrections,
            &self.correction_months,
            &self.recurring,
            &self.deduction,
        ]
    }

    /// The freight is paid from an amount that is not there.
    pub(super) fn lacks_freight(&self) -> bool {
        self.has_freight && self.freight.amount().is_none()
    }

    pub(super) fn is_changed(&self) -> bool {
        self.made != self.base || self.has_unread
    }

    pub(super) fn is_right(&self) -> bool {
        !self.has_unread && self.problems.is_empty()
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
    fn what_is_wrong_is_named_by_its_parameter() {
        let mut draft = Draft::of(&Policy::bundled().unwrap()[1]);
        assert_eq!(draft.wrong(), []);
        draft.recurring.text = "31".into();
        draft.recurring.on = true;
        draft.deadline.text = "五".into();
        draft.read();
        assert_eq!(draft.wrong(), [Param::Deadline, Param::Recurring]);
    }

    #[test]
    fn changes_are_laid_over_the_version_that_was_saved_meanwhile() {
        let base = &Policy::bundled().unwrap()[1];
        let mut draft = Draft::of(base);
        draft.age.text = "6".into();
        draft.read();
        let newest = Policy { version: 2, deliver_within_working_days: 7, ..base.clone() };
        let over = draft.over(&newest).unwrap();
        assert_eq!((over.made.bill_age_limit_months, over.made.deliver_within_working_days), (Some(6), 7));
        assert_eq!((over.base.version, over.is_changed()), (2, true));
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
