//! What an application would come to, before its type, info and delivery are known.

use std::collections::{HashMap, HashSet};

use crate::desk::clock::Moment;
use crate::desk::commands::account_balance::AccountBalance;
use crate::desk::commands::named_account;
use crate::desk::commands::submit_application;
use crate::domain::amount_in_words::amount_in_words;
use crate::domain::balance::{Ask, Ledger, PlanLine};
use crate::domain::ids::BillId;
use crate::domain::invoice_info::InvoiceType;
use crate::domain::invoice_plan::InvoicePlan;
use crate::domain::money::Fen;
use crate::domain::month_sums::Open;
use crate::domain::refusal::Refusal;
use crate::domain::rules::{self, Case};
use crate::domain::tax::{TaxRate, TaxSplit, split};
use crate::store::engine::Db;

/// What an application would come to, opened into its reasons.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Estimate {
    /// How many bills it looks at: the chosen ones, or all that are eligible.
    pub bills: usize,
    pub charged: Fen,
    /// What of that was given back.
    pub refunded: Fen,
    /// What of that is invoiced, reserved or absorbed already.
    pub used: Fen,
    /// What must be taken off first.
    pub non_invoiceable: Fen,
    /// The amount to be invoiced; nothing where it is refused.
    pub amount: Fen,
    pub amount_in_words: String,
    pub taken: HashMap<BillId, PlanLine>,
    /// The rate of today, where the policy's item has one.
    pub rate: Option<TaxRate>,
    /// Net, tax and gross at that rate, as one invoice.
    pub split: Option<TaxSplit>,
    /// How many invoices it needs at least, where one invoice has a greatest amount.
    pub invoices: Option<i64>,
    /// Whether the issuer pays the freight, where there is any.
    pub issuer_pays_freight: Option<bool>,
    pub refused: Option<Refusal>,
}

/// What an application of this account for `ask` would come to.
/// What a rule refuses is in the estimate.
pub fn estimate(db: &Db, moment: &Moment, code: &str, ask: &Ask) -> Result<Estimate, Refusal> {
    let customer = named_account::customer(db, code)?;
    let (account, policy) = (&customer.stored.account, &customer.policy);
    let AccountBalance { sums, ledger, balance } = customer.balance_on(moment.today).asked(db, ask)?;
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
    let mut estimate = looked_at(&ledger, sums.eligible, ask);
    estimate.non_invoiceable = balance.non_invoiceable;
    if refused.is_none() {
        let plan = ledger.plan(&balance, ask);
        let max = customer.issuer.issuer.max_invoice_amount;
        estimate.amount = plan.amount;
        estimate.rate = submit_application::item(&customer)?.rate_on(moment.today);
        estimate.split = estimate.rate.map(|rate| split(plan.amount, rate));
        estimate.invoices = max.map(|_| InvoicePlan::of(plan.amount, max).invoices);
        estimate.issuer_pays_freight = policy.issuer_pays_freight(plan.amount);
        estimate.taken = plan.lines.into_iter().map(|line| (line.bill, line)).collect();
    }
    estimate.amount_in_words = amount_in_words(estimate.amount);
    estimate.refused = refused;
    Ok(estimate)
}

/// The bills an ask looks at, added up.
fn looked_at(ledger: &Ledger, eligible: Open, ask: &Ask) -> Estimate {
    let Ask::Bills(numbers) = ask else {
        let Open { bills, amount: charged, refunded, used } = eligible;
        let bills = usize::try_from(bills).unwrap_or_default();
        return Estimate { bills, charged, refunded, used, ..Estimate::default() };
    };
    let chosen: HashSet<&str> = numbers.iter().map(String::as_str).collect();
    let mut estimate = Estimate::default();
    for bill in ledger.bills.iter().filter(|bill| chosen.contains(bill.bill_no.as_str())) {
        estimate.bills += 1;
        estimate.charged += bill.amount;
        estimate.refunded += bill.refunded;
        estimate.used += bill.used;
    }
    estimate
}
