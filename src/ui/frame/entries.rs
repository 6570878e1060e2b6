//! What the palette finds, as it lists it: plain values, made beside the desk.

use crate::desk::Store;
use crate::desk::clock::Moment;
use crate::desk::commands::named_account::{self, StoredAccount};
use crate::desk::pages::search::{self, ListedApplication, ListedBill, Names};
use crate::domain::ids::BillId;
use crate::domain::refusal::Refusal;
use crate::i18n::{Lang, Text, common, domain, palette as words};
use crate::ui::icons::{self, Icon};
use crate::ui::state::{Action, Chosen, Route, Target};

pub(super) const SHOWN: usize = 6;

#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Group {
    pub name: Text,
    pub icon: Icon,
    /// At most [`SHOWN`].
    pub entries: Vec<Entry>,
    pub has_more: bool,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Entry {
    pub name: String,
    pub details: String,
    pub what: What,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum What {
    Customer(Chosen),
    Bill { id: BillId, bill_no: String, customer: Chosen },
    Application { number: String, customer: Chosen },
}

/// What `text` finds, in groups that have something.
pub(super) fn find(
    db: &Store,
    moment: &Moment,
    names: &Names,
    lang: Lang,
    text: &str,
) -> Result<Vec<Group>, Refusal> {
    let one_more = u32::try_from(SHOWN + 1).unwrap_or(u32::MAX);
    let found = search::find(db, names, text, one_more)?;
    let customer = |stored: StoredAccount| {
        let blocked = named_account::blocked_by(db, moment, &stored)?;
        let chosen = Chosen::standing(lang, &stored.account, blocked);
        Ok(Entry { name: chosen.name.clone(), details: chosen.details.clone(), what: What::Customer(chosen) })
    };
    let customers: Vec<Entry> = found.customers.into_iter().map(customer).collect::<Result<_, Refusal>>()?;
    let bills: Vec<Entry> =
        found.bills.into_iter().map(|row| bill(db, lang, row)).collect::<Result<_, _>>()?;
    let by_number = found.applications.into_iter().map(|row| application(db, lang, row, false));
    let by_invoice = found.invoiced.into_iter().map(|row| application(db, lang, row, true));
    let applications: Vec<Entry> = by_number.chain(by_invoice).collect::<Result<_, _>>()?;
    let groups = [
        group(common::CUSTOMERS, icons::CUSTOMERS, customers),
        group(common::BILLS, icons::BILLS, bills),
        group(common::APPLICATIONS, icons::APPLICATIONS, applications),
    ];
    Ok(groups.into_iter().filter(|group| !group.entries.is_empty()).collect())
}

fn group(name: Text, icon: Icon, mut entries: Vec<Entry>) -> Group {
    let has_more = entries.len() > SHOWN;
    entries.truncate(SHOWN);
    Group { name, icon, entries, has_more }
}

fn bill(db: &Store, lang: Lang, row: ListedBill) -> Result<Entry, Refusal> {
    let customer = named_account::account(db, &row.account)?.account;
    let bill = row.bill;
    Ok(Entry {
        details: format!("{} · {} · {}", row.account_name, bill.billed_on, bill.amount.grouped()),
        what: What::Bill {
            id: bill.id,
            bill_no: bill.bill_no.clone(),
            customer: Chosen::from_account(lang, &customer),
        },
        name: bill.bill_no,
    })
}

fn application(db: &Store, lang: Lang, row: ListedApplication, by_invoice: bool) -> Result<Entry, Refusal> {
    let customer = named_account::account(db, &row.account)?.account;
    let details = match row.invoices.filter(|_| by_invoice) {
        Some(invoices) => format!("{} · {}", words::invoice(lang, &invoices), row.account_name),
        None => {
            let state = domain::application_state(row.state).get(lang);
            format!("{} · {state} · {}", row.account_name, row.amount.grouped())
        }
    };
    let customer = Chosen::from_account(lang, &customer);
    Ok(Entry { details, what: What::Application { number: row.number.clone(), customer }, name: row.number })
}

impl Entry {
    pub fn is_chosen(&self, chosen: Option<&Chosen>) -> bool {
        matches!((&self.what, chosen), (What::Customer(this), Some(chosen)) if this.account == chosen.account)
    }
}

impl What {
    /// What leads to where it is seen, from `route` and with this customer chosen.
    pub fn lead(&self, chosen: Option<&Chosen>, route: &Route) -> Vec<Action> {
        match self {
            Self::Customer(customer) => {
                let mut actions = vec![Action::Choose(Some(customer.clone()))];
                if !route.follows_customer() || *route == Route::Customers {
                    actions.push(Action::Open(Target::Customer(customer.account.clone())));
                }
                actions
            }
            Self::Bill { id, bill_no, customer } => {
                // A list of another customer's bills would not have it.
                let now = chosen.map(|_| customer.clone());
                let account = now.as_ref().map(|chosen| chosen.account.clone());
                let aim = Target::Bill { id: *id, bill_no: bill_no.clone(), account };
                vec![Action::Choose(now), Action::Open(aim)]
            }
            Self::Application { number, customer } => vec![
                Action::Choose(chosen.map(|_| customer.clone())),
                Action::Go(Route::Application(number.clone())),
            ],
        }
    }
}
