//! Policies (开票规则): the rule parameters an issuer works under, as data. RULES.md section 3.

mod problem;

pub use problem::{PolicyFault, PolicyProblem};

use chrono::{Days, NaiveDate};
use serde::{Deserialize, Serialize};

use super::account::AccountKind;
use super::calendar::{earliest_within_months, plus_months};
use super::invoice_info::InvoiceType;
use super::money::Fen;
use super::reading;
use super::tax::TaxRate;

/// One version of a policy. An application keeps the version it was made under.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Policy {
    /// The code by which issuers name it.
    pub code: String,
    /// Counts up with every change.
    pub version: u32,
    /// What people call it, in Chinese.
    pub name_zh: String,
    /// What people call it, in English.
    pub name_en: String,
    /// What an application asks for.
    pub amount_basis: AmountBasis,
    /// The invoice types each kind of account may have.
    pub invoice_types: TypesByKind,
    /// Types whose info may be left out: the verified name and tax id are used.
    pub info_may_be_derived_for: Vec<InvoiceType>,
    /// Special invoices need a qualification, reviewed within this many working days; none: no review.
    pub qualification_review_working_days: Option<u32>,
    /// A bill older than this many months cannot be invoiced.
    pub bill_age_limit_months: Option<u32>,
    /// Whether an overdue bill blocks the account.
    pub overdue_bill_blocks: bool,
    /// A bill unpaid more than this many days after its due date freezes the account.
    pub freezes_after_overdue_days: Option<u32>,
    /// Issue and deliver within this many working days of submission.
    pub deliver_within_working_days: u32,
    /// How invoices reach the customer.
    pub delivery: Delivery,
    /// The issuer pays the freight from this amount on, the receiver below it; none: there is no freight.
    pub freight_paid_from: Option<Fen>,
    /// Until when an application can be cancelled.
    pub cancel_until: CancelUntil,
    /// Corrections after issue; none: a wrong application cannot be reissued.
    pub corrections: Option<Corrections>,
    /// The day of the month of recurring invoicing, where it is offered.
    pub recurring_day: Option<u32>,
    /// The deduction period shown on special invoices, in days from issue.
    pub deduction_days: Option<u32>,
    /// Whoever applied does not record the issue: a second person does (`four-eyes`). This and the next one say who acts
    /// now, and are no terms of an application: the newest version of the policy that the issuer works under counts,
    /// so that what an admin turns on today holds for all that is done from today on.
    #[serde(default)]
    pub second_person_to_issue: bool,
    /// Neither who applied nor who recorded the issue reverses.
    #[serde(default)]
    pub second_person_to_reverse: bool,
    /// What is printed on the invoice; the first is used.
    pub items: Vec<InvoiceItem>,
}

/// What an application asks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum AmountBasis {
    /// Any amount up to the account's whole invoiceable amount.
    FreeAmount,
    /// Chosen bills, in full.
    ChosenBills,
}

/// The invoice types of each kind of account.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TypesByKind {
    /// Of individuals.
    pub individual: Vec<InvoiceType>,
    /// Of enterprises.
    pub enterprise: Vec<InvoiceType>,
    /// Of organisations.
    pub organisation: Vec<InvoiceType>,
}

/// How invoices reach the customer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Delivery {
    /// Posted to a mailing address.
    Post,
    /// E-mailed, and there to download.
    Email,
}

/// Until when an application can be cancelled.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum CancelUntil {
    /// 24:00 of the day of submission in China, and not after issue.
    EndOfSubmissionDay,
    /// Until it is issued.
    Issue,
}

/// Corrections after issue.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Corrections {
    /// At most this many in a calendar year, per account.
    pub per_calendar_year: u32,
    /// Within this many months of the issue date.
    pub within_months: u32,
}

/// A line printed on invoices (发票项目).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct InvoiceItem {
    /// The item's own name.
    pub name: String,
    /// The short name of its tax classification.
    pub short_name: String,
    /// The 19 digits of its tax classification.
    pub tax_code: String,
    /// Its rates, each from a date on, oldest first.
    pub rates: Vec<EffectiveRate>,
}

/// A tax rate from a date on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct EffectiveRate {
    /// The first day of the rate.
    #[serde(deserialize_with = "reading::day")]
    pub from: NaiveDate,
    /// The rate.
    pub rate: TaxRate,
}

impl TypesByKind {
    /// The types of one kind.
    pub fn of(&self, kind: AccountKind) -> &[InvoiceType] {
        match kind {
            AccountKind::Individual => &self.individual,
            AccountKind::Enterprise => &self.enterprise,
            AccountKind::Organisation => &self.organisation,
        }
    }

    /// Every list, with whose it is.
    pub fn each(&self) -> [(AccountKind, &[InvoiceType]); AccountKind::ALL.len()] {
        AccountKind::ALL.map(|kind| (kind, self.of(kind)))
    }

    /// Whether some account may have this type.
    pub fn has(&self, invoice_type: InvoiceType) -> bool {
        self.each().iter().any(|(_, types)| types.contains(&invoice_type))
    }

    /// The types that a kind of account can have under any policy (RULES.md sections 1 and 3).
    pub const fn possible(kind: AccountKind) -> &'static [InvoiceType] {
        match kind {
            AccountKind::Individual => &[InvoiceType::PersonalGeneral],
            AccountKind::Enterprise => &[InvoiceType::EnterpriseGeneral, InvoiceType::EnterpriseSpecial],
            AccountKind::Organisation => &[InvoiceType::OrganisationGeneral, InvoiceType::EnterpriseGeneral],
        }
    }
}

impl InvoiceItem {
    /// As it is printed: `*short name*item name`.
    pub fn printed(&self) -> String {
        format!("*{}*{}", self.short_name, self.name)
    }

    /// The rate in force on a date; before the first date, none.
    pub fn rate_on(&self, on: NaiveDate) -> Option<TaxRate> {
        self.rates.iter().rev().find(|r| r.from <= on).map(|r| r.rate)
    }
}

impl Policy {
    /// The two policies that come with the program, named after the documents they come from.
    ///
    /// # Errors
    /// A policy file that cannot be read; a test proves that the bundled ones can.
    pub fn bundled() -> Result<Vec<Self>, serde_json::Error> {
        [
            include_str!("../../assets/policies/tencent-cloud.json"),
            include_str!("../../assets/policies/qweather.json"),
        ]
        .into_iter()
        .map(serde_json::from_str)
        .collect()
    }

    /// Whether a policy of this code came with the program: such a one is copied, never changed.
    pub fn is_bundled(code: &str) -> bool {
        Self::bundled().is_ok_and(|bundled| bundled.iter().any(|policy| policy.code == code))
    }

    /// The invoice types an account of this kind may have.
    pub fn types_for(&self, kind: AccountKind) -> &[InvoiceType] {
        self.invoice_types.of(kind)
    }

    /// The last day on which a bill of `billed_on` can be invoiced, where there is a limit.
    pub fn last_day_to_invoice(&self, billed_on: NaiveDate) -> Option<NaiveDate> {
        self.bill_age_limit_months.map(|months| plus_months(billed_on, months))
    }

    /// The oldest bill date that can still be invoiced on `today`, where there is a limit.
    pub fn oldest_to_invoice(&self, today: NaiveDate) -> Option<NaiveDate> {
        self.bill_age_limit_months.map(|months| earliest_within_months(today, months))
    }

    /// Before which due date an unpaid bill blocks the account on `today`, by being overdue or by freezing it; none
    /// where none does.
    pub fn blocks_when_due_before(&self, today: NaiveDate) -> Option<NaiveDate> {
        if self.overdue_bill_blocks {
            return Some(today);
        }
        self.freezes_when_due_before(today)
    }

    /// Before which due date an unpaid bill freezes the account on `today`; none where none does.
    pub fn freezes_when_due_before(&self, today: NaiveDate) -> Option<NaiveDate> {
        self.freezes_after_overdue_days.and_then(|days| today.checked_sub_days(Days::new(days.into())))
    }

    /// Whether a bill that became due on `due_on` and is still unpaid freezes the account on `today`.
    pub fn freezes(&self, due_on: NaiveDate, today: NaiveDate) -> bool {
        self.freezes_after_overdue_days.is_some_and(|days| (today - due_on).num_days() > i64::from(days))
    }

    /// Whether the issuer pays the freight of an application; none where there is no freight.
    pub fn issuer_pays_freight(&self, amount: Fen) -> Option<bool> {
        self.freight_paid_from.map(|from| amount >= from)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    #[test]
    fn both_bundled_policies_can_be_read_and_have_a_rate_today() {
        let policies = Policy::bundled().unwrap();
        let codes: Vec<&str> = policies.iter().map(|p| p.code.as_str()).collect();
        assert_eq!(codes, ["tencent-cloud", "qweather"]);
        for policy in &policies {
            assert!(
                policy.items.iter().all(|i| i.rate_on(day("2026-11-22")).is_some() && i.tax_code.len() == 19)
            );
        }
    }

    #[test]
    fn no_second_person_is_needed_under_a_version_that_does_not_say_so() {
        for policy in Policy::bundled().unwrap() {
            let mut kept = serde_json::to_value(&policy).unwrap();
            for field in ["second_person_to_issue", "second_person_to_reverse"] {
                assert!(kept.as_object_mut().unwrap().remove(field).is_some(), "{field}");
            }
            let older: Policy = serde_json::from_value(kept).unwrap();
            assert_eq!(older, policy);
            assert!(!older.second_person_to_issue && !older.second_person_to_reverse);
        }
    }

    #[test]
    fn a_rate_is_in_force_from_its_first_day() {
        let item = InvoiceItem {
            name: String::new(),
            short_name: String::new(),
            tax_code: String::new(),
            rates: serde_json::from_str(
                r#"[{"from":"2023-01-01","rate":"0.01"},{"from":"2028-01-01","rate":"0.03"}]"#,
            )
            .unwrap(),
        };
        assert_eq!(item.rate_on(day("2022-12-31")), None);
        assert_eq!(item.rate_on(day("2027-12-31")).unwrap().to_string(), "1%");
        assert_eq!(item.rate_on(day("2028-01-01")).unwrap().to_string(), "3%");
    }

    #[test]
    fn the_oldest_bill_date_agrees_with_the_last_day_to_invoice() {
        let qweather = &Policy::bundled().unwrap()[1];
        for today in day("2024-02-25").iter_days().take(400) {
            let oldest = qweather.oldest_to_invoice(today).unwrap();
            assert!(qweather.last_day_to_invoice(oldest).unwrap() >= today);
            assert!(qweather.last_day_to_invoice(oldest.pred_opt().unwrap()).unwrap() < today);
        }
        assert_eq!(Policy::bundled().unwrap()[0].oldest_to_invoice(day("2026-11-22")), None);
    }

    #[test]
    fn an_unpaid_bill_blocks_from_the_day_that_the_policy_says() {
        let [tencent, mut qweather] = <[Policy; 2]>::try_from(Policy::bundled().unwrap()).unwrap();
        let today = day("2026-11-22");
        assert_eq!(tencent.blocks_when_due_before(today), None);
        assert_eq!(qweather.blocks_when_due_before(today), Some(today));
        qweather.overdue_bill_blocks = false;
        let before = qweather.blocks_when_due_before(today).unwrap();
        assert!(!qweather.freezes(before, today) && qweather.freezes(before.pred_opt().unwrap(), today));
    }

    #[test]
    fn freight_is_the_issuers_from_ten_yuan() {
        let tencent = &Policy::bundled().unwrap()[0];
        assert_eq!(tencent.issuer_pays_freight(Fen(999)), Some(false));
        assert_eq!(tencent.issuer_pays_freight(Fen(1000)), Some(true));
        assert_eq!(Policy::bundled().unwrap()[1].issuer_pays_freight(Fen(1000)), None);
    }
}
