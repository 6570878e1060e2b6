//! What the wizard knows of the chosen customer: the sheet, the bills, and what is not invoiceable.

use std::collections::HashMap;

use chrono::Datelike;

use crate::desk::Store;
use crate::desk::clock::Moment;
use crate::desk::pages::balance::{self, BalanceView, BillView, SourceView};
use crate::desk::pages::customer::{self, CustomerSheet};
use crate::domain::ids::BillId;
use crate::domain::invoice_info::InvoiceType;
use crate::domain::money::Fen;
use crate::domain::policy::AmountBasis;
use crate::domain::qualification::QualificationState;
use crate::domain::refusal::Refusal;
use crate::domain::rule_id::RuleId;

#[derive(Debug)]
pub struct Data {
    /// Everything but the bills.
    pub sheet: CustomerSheet,
    pub bills: Vec<BillView>,
    pub places: HashMap<BillId, usize>,
    pub sources: Vec<SourceView>,
    /// What can be applied for by amount.
    pub invoiceable: Fen,
    /// How far the sum is below zero.
    pub in_arrears: Fen,
    pub blocked: Option<RuleId>,
    pub eligible: usize,
    pub this_year: usize,
}

impl Data {
    pub fn load(db: &Store, moment: &Moment, account: &str) -> Result<Self, Refusal> {
        let sheet = customer::sheet(db, moment, account)?;
        let BalanceView { bills, sources, invoiceable, in_arrears, blocked, .. } =
            balance::of_account(db, moment, account)?;
        Ok(Self {
            eligible: bills.iter().filter(|bill| bill.eligible).count(),
            this_year: bills.iter().filter(|bill| bill.billed_on.year() == sheet.on.year()).count(),
            places: (0..).zip(&bills).map(|(place, bill)| (bill.id, place)).collect(),
            sheet,
            bills,
            sources,
            invoiceable,
            in_arrears,
            blocked,
        })
    }

    pub fn basis(&self) -> AmountBasis {
        self.sheet.policy.amount_basis
    }

    pub fn bill(&self, id: BillId) -> Option<&BillView> {
        self.places.get(&id).and_then(|place| self.bills.get(*place))
    }

    /// Whether the account may have invoices of this type, and has the qualification if one is needed.
    pub fn may_have(&self, invoice_type: InvoiceType) -> bool {
        self.sheet.of_type(invoice_type).is_some()
            && (!self.sheet.needs_qualification(invoice_type)
                || self.sheet.qualification == Some(QualificationState::Approved))
    }
}
