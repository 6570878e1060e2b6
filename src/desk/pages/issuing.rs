//! The issuing desk (开票处理): what of an issuer waits to go out, what is out, what was refused, and what came back.

use std::collections::BTreeSet;

use crate::desk::clock::Moment;
use crate::desk::commands::application_steps::named;
use crate::desk::commands::paperwork::{RateChoice, rate_choice};
use crate::desk::paperwork::leaving::sort;
use crate::domain::bureau::{ReasonClass, Why};
use crate::domain::invoice_info::InvoiceType;
use crate::domain::money::Fen;
use crate::domain::refusal::{Noun, Refusal};
use crate::domain::tax::{TaxSplit, split};
pub use crate::store::bureau::outgoing::OutInvoice;
pub use crate::store::bureau::refusals::RefusedInvoice;
use crate::store::bureau::{forms, outgoing, refusals};
use crate::store::engine::Db;
use crate::store::issuer;

/// The page of one issuer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct IssuingPage {
    /// The applications of which something has not gone out, without those that were refused.
    pub waiting: Vec<Waiting>,
    /// The invoices that are out.
    pub out: Vec<OutInvoice>,
    /// The reasons for which invoices were refused, while those are not out again.
    pub refused: Vec<RefusedInvoice>,
    /// What was issued this month.
    pub returned: Count,
}

/// An application that waits to go out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Waiting {
    /// Its number.
    pub application: String,
    /// Who buys.
    pub buyer: String,
    /// What is to go out, with tax.
    pub gross: Fen,
    /// As how many invoices.
    pub invoices: usize,
    /// Why it cannot go out; nothing: it can.
    pub why: Vec<Why>,
}

/// How many, and what they come to with tax.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Count {
    /// How many.
    pub count: u64,
    /// What they come to.
    pub gross: Fen,
}

impl IssuingPage {
    /// What can go out, and how many applications cannot.
    pub fn waiting(&self) -> (Count, usize) {
        let blocked = self.waiting.iter().filter(|waiting| !waiting.why.is_empty()).count();
        (Count::of(self.waiting.iter().map(|waiting| waiting.gross)), blocked)
    }

    /// What is out.
    pub fn out(&self) -> Count {
        Count::of(self.out.iter().map(|out| out.gross))
    }

    /// The invoices that were refused, and how many of their reasons one key corrects.
    pub fn refused(&self) -> (Count, usize) {
        let invoices: BTreeSet<(&str, Fen)> =
            self.refused.iter().map(|refused| (refused.refusal.serial.as_str(), refused.gross)).collect();
        let one_key =
            self.refused.iter().filter(|refused| refused.refusal.class == ReasonClass::OneKey).count();
        (Count::of(invoices.into_iter().map(|(_, gross)| gross)), one_key)
    }
}

impl Count {
    fn of(gross: impl Iterator<Item = Fen>) -> Self {
        gross.fold(Self::default(), |sum, gross| Self { count: sum.count + 1, gross: sum.gross + gross })
    }
}

/// The page of the issuer of this code.
pub fn page(db: &Db, moment: &Moment, issuer: &str) -> Result<IssuingPage, Refusal> {
    let issuer = issuer::by_code(db, issuer)?.ok_or_else(|| Refusal::not_found(Noun::Issuer, issuer))?;
    let shape = forms::newest(db)?.map(|form| form.shape);
    let sorted = sort(db, moment, &issuer, shape.as_ref(), &[])?;
    let refused = refusals::of_issuer(db, issuer.id)?;
    let is_refused: BTreeSet<&str> = refused.iter().map(|refused| refused.application.as_str()).collect();
    let mut waiting: Vec<Waiting> = Vec::new();
    for leaving in sorted.leaving {
        waiting.push(Waiting {
            gross: leaving.invoices.iter().map(|(_, invoice)| invoice.gross).sum(),
            invoices: leaving.invoices.len(),
            application: leaving.application.number,
            buyer: leaving.application.snapshot.info.name,
            why: Vec::new(),
        });
    }
    for left in sorted.left_out {
        if let Some(last) = waiting.last_mut().filter(|last| last.application == left.application) {
            last.why.push(left.why);
            continue;
        }
        let stored = named(db, &left.application)?;
        waiting.push(Waiting {
            gross: stored.amount,
            invoices: 1,
            application: stored.number,
            buyer: stored.snapshot.info.name,
            why: vec![left.why],
        });
    }
    waiting.retain(|waiting| !is_refused.contains(waiting.application.as_str()));
    waiting.sort_by(|one, other| one.application.cmp(&other.application));
    let first = chrono::Datelike::with_day(&moment.today, 1).unwrap_or(moment.today);
    let (count, gross) = outgoing::returned(db, issuer.id, first, moment.today)?;
    Ok(IssuingPage { waiting, out: outgoing::out(db, issuer.id)?, refused, returned: Count { count, gross } })
}

/// One invoice that was refused, beside what it would be at the rate that is offered.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RefusalDetail {
    /// Its application.
    pub application: String,
    /// Its type.
    pub invoice_type: InvoiceType,
    /// The item and its rates; none: nobody has the item any more.
    pub rates: Option<RateChoice>,
    /// At the rate that is suggested, else at the one in force.
    pub split: Option<TaxSplit>,
}

/// The detail of an invoice that was refused.
pub fn refusal(db: &Db, moment: &Moment, refused: &RefusedInvoice) -> Result<RefusalDetail, Refusal> {
    let stored = named(db, &refused.application)?;
    let rates = rate_choice(db, moment, &stored)?;
    let rate = rates.as_ref().and_then(|choice| choice.suggested().or(choice.in_force));
    Ok(RefusalDetail {
        application: stored.number,
        invoice_type: stored.invoice_type,
        rates,
        split: rate.map(|rate| split(refused.gross, rate)),
    })
}
