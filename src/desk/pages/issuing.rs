//! The issuing desk (开票处理): what of an issuer waits to go out, what is out, what was refused, and what came back.

use std::collections::BTreeSet;

use crate::desk::clock::Moment;
use crate::desk::commands::application_steps::named;
use crate::desk::commands::paperwork::{RateChoice, rate_choice};
use crate::desk::pages::summary;
use crate::desk::paperwork::leaving::sort;
use crate::domain::bureau::{FormColumn, FormVersion, Handling, ReasonClass, Why};
use crate::domain::ids::ApplicationId;
use crate::domain::invoice_info::InvoiceType;
use crate::domain::money::Fen;
use crate::domain::refusal::{Noun, Refusal};
use crate::domain::role::Role;
use crate::domain::tax::{TaxSplit, split};
use crate::store::application::Snapshot;
pub use crate::store::bureau::outgoing::OutInvoice;
pub use crate::store::bureau::refusals::{RefusedInvoice, TakenList};
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
    /// The applications of these that may go out again as they are now.
    pub again: BTreeSet<String>,
    /// What was issued this month.
    pub returned: Count,
}

/// An application that waits to go out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Waiting {
    /// Its row.
    pub id: ApplicationId,
    /// Its number.
    pub application: String,
    /// Who buys.
    pub buyer: String,
    /// What is to go out, with tax.
    pub gross: Fen,
    /// As which invoices, with tax.
    pub invoices: Vec<Fen>,
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
            id: leaving.application.id,
            gross: leaving.invoices.iter().map(|(_, invoice)| invoice.gross).sum(),
            invoices: leaving.invoices.iter().map(|(_, invoice)| invoice.gross).collect(),
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
            id: stored.id,
            gross: stored.amount,
            invoices: vec![stored.amount],
            application: stored.number,
            buyer: stored.snapshot.info.name,
            why: vec![left.why],
        });
    }
    let may_go = waiting.iter().filter(|waiting| waiting.why.is_empty());
    let again = may_go.map(|waiting| waiting.application.clone()).filter(|n| is_refused.contains(n.as_str()));
    let again = again.collect();
    waiting.retain(|waiting| !is_refused.contains(waiting.application.as_str()));
    waiting.sort_by(|one, other| one.application.cmp(&other.application));
    let first = chrono::Datelike::with_day(&moment.today, 1).unwrap_or(moment.today);
    let (count, gross) = outgoing::returned(db, issuer.id, first, moment.today)?;
    Ok(IssuingPage {
        waiting,
        out: outgoing::out(db, issuer.id)?,
        refused,
        again,
        returned: Count { count, gross },
    })
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
    /// The field that it names, as `correct_refused` calls it, and what it is now; none: it is not of the application.
    pub field: Option<(&'static str, String)>,
    /// At the rate that is suggested, else at the one in force.
    pub split: Option<TaxSplit>,
}

/// The detail of an invoice that was refused.
pub fn refusal(db: &Db, moment: &Moment, refused: &RefusedInvoice) -> Result<RefusalDetail, Refusal> {
    let stored = named(db, &refused.application)?;
    let rates = rate_choice(db, moment, &stored)?;
    let rate = rates.as_ref().and_then(|choice| choice.suggested().or(choice.in_force));
    Ok(RefusalDetail {
        field: field_of(refused, &stored.snapshot),
        application: stored.number,
        invoice_type: stored.invoice_type,
        rates,
        split: rate.map(|rate| split(refused.gross, rate)),
    })
}

fn field_of(refused: &RefusedInvoice, snapshot: &Snapshot) -> Option<(&'static str, String)> {
    let named = refused.refusal.field.as_deref();
    let column = FormColumn::ALL.into_iter().find(|column| Some(column.as_str()) == named)?;
    let info = &snapshot.info;
    let tax_id = info.tax_id.as_ref().map(|tax_id| tax_id.as_str().to_owned());
    let (field, value) = match column {
        FormColumn::BuyerName => ("name", Some(info.name.clone())),
        FormColumn::BuyerTaxId => ("tax_id", tax_id),
        FormColumn::BuyerAddress => ("address", info.address.clone()),
        FormColumn::BuyerPhone => ("phone", info.phone.clone()),
        FormColumn::BuyerBank => ("bank", info.bank.clone()),
        FormColumn::BuyerBankAccount => ("bank_account", info.bank_account.clone()),
        FormColumn::BuyerEmail => ("email", snapshot.email.clone()),
        FormColumn::Remark => ("remark", snapshot.remark.clone()),
        _ => return None,
    };
    Some((field, value.unwrap_or_default()))
}

/// The issuing desk as a whole: the page of one issuer, with all that is needed to work on it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct IssuingDesk {
    /// Codes and names of the issuers.
    pub issuers: Vec<(String, String)>,
    /// The code of the issuer whose page it is.
    pub issuer: String,
    /// The most that it may put on one invoice.
    pub max: Option<Fen>,
    /// Its page.
    pub page: IssuingPage,
    /// What is refused in detail, in the order of the page.
    pub details: Vec<RefusalDetail>,
    /// The newest form that was seen: the name of its file, and its version.
    pub form: Option<(String, Option<FormVersion>)>,
    /// The list of refusals that was taken last.
    pub list: Option<TakenList>,
    /// Whether the user at the desk may correct rates.
    pub is_admin: bool,
}

impl RefusalDetail {
    /// What is to be done about the reason; `is_ready`: its application may go out again as it is now.
    pub fn handling(&self, refused: &RefusedInvoice, is_ready: bool) -> Handling {
        let rates = self.rates.as_ref().filter(|rates| !rates.offered.is_empty());
        match (refused.refusal.class, rates) {
            _ if refused.refusal.overruled => Handling::Overruled,
            (ReasonClass::OneKey, Some(rates)) => {
                match (rates.in_force.filter(|rate| rates.offered.contains(rate)), rates.suggested()) {
                    (Some(rate), _) => Handling::Corrected(rate),
                    (None, Some(rate)) => Handling::Rate(rate),
                    (None, None) => Handling::ChooseRate(rates.offered.clone()),
                }
            }
            _ if is_ready => Handling::Ready,
            (ReasonClass::NotInFile, _) => Handling::NotInFile,
            _ => Handling::Person,
        }
    }
}

/// The issuing desk of the issuer of this code, else of the first; none where there is no issuer.
pub fn desk(db: &Db, moment: &Moment, code: Option<&str>) -> Result<Option<IssuingDesk>, Refusal> {
    let all = issuer::all(db)?;
    let chosen = all.iter().find(|stored| Some(stored.issuer.code.as_str()) == code).or(all.first());
    let Some(chosen) = chosen.map(|stored| &stored.issuer) else { return Ok(None) };
    let (issuer, max) = (chosen.code.clone(), chosen.max_invoice_amount);
    let issuers = all.into_iter().map(|stored| (stored.issuer.code, stored.issuer.name)).collect();
    let page = page(db, moment, &issuer)?;
    Ok(Some(IssuingDesk {
        details: page.refused.iter().map(|refused| refusal(db, moment, refused)).collect::<Result<_, _>>()?,
        form: forms::newest(db)?.map(|form| (form.name, form.shape.version)),
        list: refusals::last_list(db)?,
        is_admin: summary::user(db, moment)?.1.contains(&Role::Admin),
        issuers,
        issuer,
        max,
        page,
    }))
}
