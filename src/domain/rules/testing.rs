//! A small world in which every eligibility rule passes, for tests to break in one place.

pub use chrono::NaiveDate;

pub use super::Case;
pub use crate::domain::account::{Account, AccountKind, AccountStatus, Region};
pub use crate::domain::address::MailingAddress;
pub use crate::domain::application::{ApplicationState, AtBureau, Standing, Step};
pub use crate::domain::balance::{Ask, Balance, Ledger, LedgerEntry, LedgerReason};
pub use crate::domain::bill::{Bill, BillKind};
pub use crate::domain::ids::{BillId, EntryId};
pub use crate::domain::invoice_info::{InfoField, InvoiceInfo, InvoiceType};
pub use crate::domain::money::Fen;
pub use crate::domain::policy::Policy;
pub use crate::domain::qualification::QualificationState;
pub use crate::domain::refusal::Refusal;
pub use crate::domain::rule_id::RuleId;

/// What a [`Case`] borrows. It is 2026-11-22, and there is one paid bill B1 of 100.00.
pub struct World {
    pub today: NaiveDate,
    pub policy: Policy,
    pub account: Account,
    pub ledger: Ledger,
    pub ask: Ask,
    pub invoice_type: InvoiceType,
    pub info: Option<InvoiceInfo>,
    pub qualification: Option<QualificationState>,
    pub address: Option<MailingAddress>,
    pub email: Option<String>,
    pub remark: Option<String>,
}

pub fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

impl World {
    pub fn tencent_cloud() -> Self {
        Self { ask: Ask::Amount(Fen(10_000)), ..Self::under(0) }
    }

    pub fn qweather() -> Self {
        Self { ask: Ask::Bills(vec!["B1".into()]), ..Self::under(1) }
    }

    fn under(policy: usize) -> Self {
        let mut world = Self {
            today: day("2026-11-22"),
            policy: Policy::bundled().unwrap().swap_remove(policy),
            account: Account {
                code: "C1".into(),
                name: "杭州砺行新能源有限责任公司".into(),
                kind: AccountKind::Enterprise,
                region: Region::Mainland,
                status: AccountStatus::Active,
                verified_name: Some("杭州砺行新能源有限责任公司".into()),
                verified_tax_id: None,
            },
            ledger: Ledger::default(),
            ask: Ask::All,
            invoice_type: InvoiceType::EnterpriseGeneral,
            info: Some(InvoiceInfo {
                name: "杭州砺行新能源有限责任公司".into(),
                tax_id: Some("913301067L53XQJUQR".into()),
                tax_id_seen_by: None,
                address: Some("杭州市余杭区文一西路969号".into()),
                phone: Some("0571-81234567".into()),
                bank: Some("中国工商银行杭州分行营业部".into()),
                bank_account: Some("1202026209900012345".into()),
            }),
            qualification: None,
            address: Some(MailingAddress {
                recipient: "孙敏".into(),
                phone: "17199338205".into(),
                region: "浙江省杭州市余杭区".into(),
                street: "文一西路969号".into(),
                postcode: None,
            }),
            email: Some("fin@example.com".into()),
            remark: None,
        };
        world.paid_bill("B1", Fen(10_000), "2026-10-01");
        world
    }

    /// The same world, asking for a special invoice.
    pub fn special(self) -> Self {
        Self { invoice_type: InvoiceType::EnterpriseSpecial, ..self }
    }

    pub fn paid_bill(&mut self, bill_no: &str, amount: Fen, billed_on: &str) -> BillId {
        let id = BillId(self.ledger.bills.len() as i64 + 1);
        self.ledger.bills.push(Bill {
            id,
            bill_no: bill_no.into(),
            kind: BillKind::PayAsYouGo,
            amount,
            refunded: Fen::ZERO,
            opening: Fen::ZERO,
            used: Fen::ZERO,
            billed_on: day(billed_on),
            due_on: day(billed_on),
            paid_on: Some(day(billed_on)),
        });
        id
    }

    pub fn unpaid_bill(&mut self, bill_no: &str, billed_on: &str, due_on: &str) {
        self.paid_bill(bill_no, Fen(100), billed_on);
        let bill = self.ledger.bills.last_mut().unwrap();
        bill.due_on = day(due_on);
        bill.paid_on = None;
    }

    pub fn ledger_entry(&mut self, amount: Fen) -> EntryId {
        let id = EntryId(self.ledger.entries.len() as i64 + 1);
        self.ledger.entries.push(LedgerEntry { id, reason: LedgerReason::LegacyPrepaidInvoice, amount });
        id
    }

    pub fn balance(&self) -> Balance {
        self.ledger.balance(&self.account, &self.policy, self.today)
    }

    pub fn refuse(&self) -> Result<(), Refusal> {
        super::refuse(&Case {
            today: self.today,
            policy: &self.policy,
            account: &self.account,
            ledger: &self.ledger,
            balance: &self.balance(),
            ask: &self.ask,
            invoice_type: self.invoice_type,
            info: self.info.as_ref(),
            qualification: self.qualification,
            address: self.address.as_ref(),
            email: self.email.as_deref(),
            remark: self.remark.as_deref(),
        })
    }

    pub fn refused_by(&self) -> Option<RuleId> {
        self.refuse().err().and_then(|refusal| refusal.rule())
    }

    /// The rule that refuses once the world is changed so.
    pub fn refused_with(mut self, change: impl FnOnce(&mut Self)) -> Option<RuleId> {
        change(&mut self);
        self.refused_by()
    }

    /// Takes a step, at an instant, on an application submitted at 10:00 on 2026-11-22 in China.
    pub fn step(&self, state: ApplicationState, step: Step, at: &str) -> Result<ApplicationState, RuleId> {
        self.step_with(AtBureau::default(), state, step, at)
    }

    /// The same while the bureau has something of it.
    pub fn step_with(
        &self,
        at_bureau: AtBureau,
        state: ApplicationState,
        step: Step,
        at: &str,
    ) -> Result<ApplicationState, RuleId> {
        let taken = standing(at_bureau, state).take(step, &self.policy, at.parse().unwrap());
        taken.map_err(|refusal| refusal.rule().unwrap())
    }

    /// Takes the last step back.
    pub fn back(
        &self,
        at_bureau: AtBureau,
        state: ApplicationState,
        is_mailed: bool,
    ) -> Result<(Step, ApplicationState), RuleId> {
        standing(at_bureau, state).take_back(is_mailed).map_err(|refusal| refusal.rule().unwrap())
    }
}

fn standing(at_bureau: AtBureau, state: ApplicationState) -> Standing<'static> {
    let submitted_at = "2026-11-22T02:00:00Z".parse().unwrap();
    Standing { application: "FP20261122-0001", state, submitted_at, at_bureau }
}

/// Asks for `rule` while the qualification is in each of `states`: it refuses special invoices, no others, and none
/// under a policy without review.
pub fn assert_refuses_special_alone(rule: RuleId, states: &[Option<QualificationState>]) {
    for state in states {
        let refused_by = |world: World| world.refused_with(|w| w.qualification = *state);
        assert_eq!(refused_by(World::tencent_cloud().special()), Some(rule), "{state:?}");
        assert_eq!(refused_by(World::tencent_cloud()), None, "{state:?}: a general invoice");
        assert_eq!(refused_by(World::qweather().special()), None, "{state:?}: no review");
    }
}
