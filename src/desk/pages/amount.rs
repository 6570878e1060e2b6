//! What an amount is made up of, in short: for whoever points at one and asks where it comes from.

use super::balance::column;
use super::overview::{self, Invoiceable, Month};
use crate::desk::clock::Moment;
use crate::desk::commands::named_account;
use crate::desk::lists::bills;
use crate::domain::ids::BillId;
use crate::domain::money::Fen;
use crate::domain::refusal::{Noun, Refusal};
use crate::domain::waterfall::BalanceLine;
use crate::store::application;
use crate::store::engine::Db;

/// How many lines are told at most; what is behind them is told as one.
const MOST: usize = 12;

/// Whose amount it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum AmountOf {
    /// What remains of a bill.
    Bill(BillId),
    /// What the application of this number invoices.
    Application(String),
    /// What can be invoiced for the customer of this number.
    Customer(String),
    /// What can be invoiced for all customers.
    All,
    /// What was issued this month, for the customer of this number or for all.
    IssuedThisMonth(Option<String>),
}

/// What a line of it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum AmountPart {
    /// What the bill charges.
    Charged,
    /// What was given back of it.
    Refunded,
    /// What was invoiced of it before it came to the desk.
    Opening,
    /// What the application of this number uses of it.
    UsedBy(String),
    /// It does not count, since it is not paid.
    Unpaid,
    /// What was refunded of it after it was used, which is taken off elsewhere.
    Deficit,
    /// What is invoiced of the bill of this number.
    Invoiced(String),
    /// A line of a customer's balance, or of all of them.
    Line(BalanceLine),
    /// What remains of the bills that are not too old.
    Remaining,
    /// General invoices.
    General,
    /// Special invoices.
    Special,
    /// So many more.
    More(usize),
}

/// An amount and what it is made up of.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AmountParts {
    /// The number of the bill or application, or the name of the customer; blank where it is of all of them.
    pub name: String,
    /// What each line adds; below zero: takes away.
    pub lines: Vec<(AmountPart, Fen)>,
    /// What they come to.
    pub sum: Fen,
}

/// What an amount is made up of.
pub fn amount_parts(db: &Db, moment: &Moment, of: &AmountOf) -> Result<AmountParts, Refusal> {
    let (name, mut lines, sum) = match of {
        AmountOf::Bill(id) => of_bill(db, moment, *id)?,
        AmountOf::Application(number) => {
            let stored = application::by_number(db, number)?;
            let stored = stored.ok_or_else(|| Refusal::not_found(Noun::Application, number))?;
            let lines = application::lines(db, stored.id)?;
            let line = |line: application::StoredLine| (AmountPart::Invoiced(line.bill_no), line.invoiced);
            (stored.number, lines.into_iter().map(line).collect(), stored.amount)
        }
        AmountOf::Customer(account) => {
            let column = column::column(db, moment, account)?;
            let lines = column.waterfall.lines.iter();
            let lines = lines.map(|fall| (AmountPart::Line(fall.line), fall.signed())).collect();
            (column.customer.stored.account.name, lines, column.waterfall.invoiceable)
        }
        AmountOf::All => of_all(db, moment)?,
        AmountOf::IssuedThisMonth(of) => {
            let name = match of {
                Some(account) => named_account::account(db, account)?.account.name,
                None => String::new(),
            };
            let issued = overview::issued(db, moment, of.as_deref())?;
            let Month { general, special, .. } = issued.this_month().copied().unwrap_or_default();
            let lines = vec![(AmountPart::General, general), (AmountPart::Special, special)];
            (name, lines, general + special)
        }
    };
    lines.retain(|(_, fen)| *fen != Fen::ZERO);
    if lines.len() > MOST {
        let more = lines.split_off(MOST - 1);
        lines.push((AmountPart::More(more.len()), more.iter().map(|(_, fen)| *fen).sum()));
    }
    Ok(AmountParts { name, lines, sum })
}

type Parts = (String, Vec<(AmountPart, Fen)>, Fen);

fn of_all(db: &Db, moment: &Moment) -> Result<Parts, Refusal> {
    let Invoiceable { total, waiting, non_invoiceable, in_arrears, .. } =
        overview::invoiceable(db, moment, None)?;
    let lines = vec![
        (AmountPart::Remaining, total + waiting + non_invoiceable - in_arrears),
        (AmountPart::Line(BalanceLine::NonInvoiceable), -non_invoiceable),
        (AmountPart::Line(BalanceLine::InArrears), in_arrears),
        (AmountPart::Line(BalanceLine::Blocked), -waiting),
    ];
    Ok((String::new(), lines, total))
}

fn of_bill(db: &Db, moment: &Moment, id: BillId) -> Result<Parts, Refusal> {
    let bills::BillView { bill, remaining, uses, .. } = bills::bill(db, moment, id)?;
    let mut lines = vec![
        (AmountPart::Charged, bill.amount),
        (AmountPart::Refunded, -bill.refunded),
        (AmountPart::Opening, -bill.opening),
    ];
    let live = uses.into_iter().filter(|used| used.state.is_live());
    lines.extend(live.map(|used| (AmountPart::UsedBy(used.application.clone()), -used.counts())));
    lines.push((AmountPart::Deficit, bill.deficit()));
    let so_far: Fen = lines.iter().map(|(_, fen)| *fen).sum();
    lines.push((AmountPart::Unpaid, remaining - so_far));
    Ok((bill.bill_no, lines, remaining))
}
