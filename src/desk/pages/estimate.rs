//! What an application would come to, before its type, info and delivery are known.

use std::collections::HashMap;

use crate::desk::clock::Moment;
use crate::desk::commands::named_account;
use crate::desk::commands::submit_application;
use crate::domain::amount_in_words::amount_in_words;
use crate::domain::balance::{Ask, Balance, Ledger, PlanLine};
use crate::domain::ids::BillId;
use crate::domain::invoice_info::InvoiceType;
use crate::domain::money::Fen;
use crate::domain::refusal::Refusal;
use crate::domain::rules::{self, Case};
use crate::domain::tax::{TaxRate, TaxSplit, split};
use crate::store::engine::Db;
use crate::store::ledger;

/// What an application would come to, opened into its reasons.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Offer {
    /// How many bills it looks at: the chosen ones, or all that are eligible.
    pub bills: usize,
    /// What was charged on them.
    pub charged: Fen,
    /// What of that was given back.
    pub refunded: Fen,
    /// What of that is invoiced, reserved or absorbed already.
    pub used: Fen,
    /// What must be taken off first.
    pub non_invoiceable: Fen,
    /// The amount to be invoiced; nothing where it is refused.
    pub amount: Fen,
    /// That amount in capital words.
    pub amount_in_words: String,
    /// What it takes from which bill.
    pub taken: HashMap<BillId, PlanLine>,
    /// The rate of today, where the policy's item has one.
    pub rate: Option<TaxRate>,
    /// Net, tax and gross at that rate, as one invoice.
    pub split: Option<TaxSplit>,
    /// How many invoices it needs at least, where one invoice has a greatest amount.
    pub invoices: Option<i64>,
    /// Whether the issuer pays the freight, where there is any.
    pub issuer_pays_freight: Option<bool>,
    /// The rule that refuses it.
    pub refused: Option<Refusal>,
}

impl Offer {
    /// What remains of the bills it looks at.
    pub fn remaining(&self) -> Fen {
        self.charged - self.refunded - self.used
    }
}

/// What an application of this account for `ask` would come to.
///
/// # Errors
/// `not-found`, `store`. What a rule refuses is in the offer.
pub fn offer(db: &Db, moment: &Moment, code: &str, ask: &Ask) -> Result<Offer, Refusal> {
    let customer = named_account::customer(db, code)?;
    let (account, policy) = (&customer.stored.account, &customer.policy);
    let ledger = ledger::load(db, customer.stored.id)?;
    let balance = ledger.balance(account, policy, moment.today);
    let refused = rules::refuse_ask(&Case {
        today: moment.today,
        policy,
        account,
        ledger: &ledger,
        balance: &balance,
        ask,
        // The rules about an amount do not look at what is said further down.
        invoice_type: InvoiceType::PersonalGeneral,
        info: None,
        qualification: None,
        address: None,
        email: None,
        remark: None,
    })
    .err();
    let mut offer = sums(&ledger, &balance, ask);
    if refused.is_none() {
        let plan = ledger.plan(&balance, ask);
        let max = customer.issuer.issuer.max_invoice_amount;
        offer.amount = plan.amount;
        offer.rate = submit_application::item(&customer)?.rate_on(moment.today);
        offer.split = offer.rate.map(|rate| split(plan.amount, rate));
        offer.invoices = max.map(|max| (plan.amount.0 + max.0 - 1) / max.0.max(1));
        offer.issuer_pays_freight = policy.issuer_pays_freight(plan.amount);
        offer.taken = plan.lines.into_iter().map(|line| (line.bill, line)).collect();
    }
    offer.amount_in_words = amount_in_words(offer.amount);
    offer.refused = refused;
    Ok(offer)
}

/// The bills an ask looks at, added up.
fn sums(ledger: &Ledger, balance: &Balance, ask: &Ask) -> Offer {
    let chosen: Option<std::collections::HashSet<&str>> = match ask {
        Ask::Bills(numbers) => Some(numbers.iter().map(String::as_str).collect()),
        Ask::Amount(_) | Ask::All => None,
    };
    let mut offer = Offer { non_invoiceable: balance.non_invoiceable, ..Offer::default() };
    for (bill, line) in ledger.bills.iter().zip(&balance.bills) {
        let looks_at = match &chosen {
            Some(chosen) => chosen.contains(bill.bill_no.as_str()),
            None => line.refused_by.is_none(),
        };
        if looks_at {
            offer.bills += 1;
            offer.charged += bill.amount;
            offer.refunded += bill.refunded;
            offer.used += bill.used;
        }
    }
    offer
}
