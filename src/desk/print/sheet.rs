//! The sheet of an application: what it was made with, its bills and invoices, and its timeline.

use std::path::Path;

use super::{SayPrinted, beside, columns, document, header, heading, keep, phrase, reading, word};
use crate::desk::clock::Moment;
use crate::desk::commands::application_steps::InvoiceView;
use crate::desk::commands::named_account;
use crate::desk::export::ExportStop;
use crate::desk::pages::application_answer::{self, ApplicationView};
use crate::domain::calendar::china_time;
use crate::domain::files::ExportError;
use crate::domain::invoice_info::InfoField;
use crate::domain::issuer::Issuer;
use crate::domain::list_columns::{ApplicationColumn, BillColumn, InvoiceColumn, ListColumn, Phrase};
use crate::domain::money::Fen;
use crate::domain::printed::{Printed, Word};
use crate::domain::timeline::Event;
use crate::exchange::pdf::{Align, Column, Document, Fit, Paper, Style, Table, TableRow};
use crate::store::issuer;

/// Prints the sheet of an application; answers how many pages it has.
///
/// # Errors
/// `not-found`; see [`ExportStop`].
pub fn sheet(
    store: &Path,
    moment: &Moment,
    application: &str,
    say: SayPrinted<'_>,
    to: &Path,
) -> Result<usize, ExportStop> {
    let (view, issuer) = reading(store, to, |db| {
        let view = application_answer::view(db, moment, application)?;
        let owner = named_account::account(db, &view.account)?;
        Ok((view, issuer::by_id(db, owner.issuer_id)?.issuer))
    })?;
    let title = beside(&word(say, Word::Sheet), &view.application);
    let mut document = document(&title, say)?;
    document.page(Paper::Portrait);
    document.paragraph(&title, Style::sized(15.0).bold(), Align::Centre)?;
    document.gap(6.0);
    document.table(&facts(say, &view, &issuer))?;
    titled(&mut document, say, Word::Bills, &bills(say, &view))?;
    if !view.invoices.is_empty() {
        titled(&mut document, say, Word::Invoices, &invoices(say, &view))?;
    }
    titled(&mut document, say, Word::Progress, &timeline(say, &view))?;
    keep(document, say, to)
}

fn titled(
    document: &mut Document,
    say: SayPrinted<'_>,
    title: Word,
    table: &Table,
) -> Result<(), ExportError> {
    heading(document, &word(say, title))?;
    document.table(table)
}

/// What the application is, a line a fact.
fn facts(say: SayPrinted<'_>, view: &ApplicationView, issuer: &Issuer) -> Table {
    let of = |column: ApplicationColumn| phrase(say, column.header());
    let company = say(&Printed::Company(issuer));

    let mut facts = vec![
        (of(ApplicationColumn::State), phrase(say, Phrase::State(view.state))),
        (word(say, Word::Issuer), company),
        (of(ApplicationColumn::Account), view.account.clone()),
        (of(ApplicationColumn::AccountName), view.account_name.clone()),
        (of(ApplicationColumn::InvoiceType), phrase(say, Phrase::InvoiceType(view.r#type))),
        (of(ApplicationColumn::Amount), view.amount.grouped()),
        (word(say, Word::AmountInWords), view.amount_in_words.clone()),
        (phrase(say, InvoiceColumn::Item.header()), view.item.clone()),
        (of(ApplicationColumn::SubmittedOn), view.submitted_on.to_string()),
        (of(ApplicationColumn::DueOn), view.due_on.to_string()),
    ];
    if view.uncovered.is_positive() {
        facts.push((of(ApplicationColumn::Uncovered), view.uncovered.grouped()));
    }
    for field in InfoField::ALL {
        let name = match field {
            InfoField::Name => of(ApplicationColumn::BuyerName),
            _ => say(&Printed::Info(field)),
        };
        facts.extend(view.info.field(field).map(|text| (name, text.to_owned())));
    }
    let address = view.address.as_ref().map(|address| address.one_line());
    let sent =
        [&view.carrier, &view.tracking_no].into_iter().flatten().map(String::as_str).collect::<Vec<_>>();
    let others = [
        (Word::MailingAddress, address),
        (Word::Email, view.email.clone()),
        (Word::Contact, view.contact.clone()),
        (Word::TrackingNo, Some(sent.join(" ")).filter(|sent| !sent.is_empty())),
        (Word::Note, view.remark.clone()),
    ];
    facts.extend(others.into_iter().filter_map(|(name, text)| Some((word(say, name), text?))));
    let (name, value) = (of(ApplicationColumn::Application), view.application.clone());
    Table {
        columns: vec![
            Column { header: name, fit: Fit::Whole },
            Column { header: value, fit: Fit::Share(1.0) },
        ],
        rows: facts.into_iter().map(|(name, value)| TableRow::from(vec![name, value])).collect(),
    }
}

fn bills(say: SayPrinted<'_>, view: &ApplicationView) -> Table {
    let columns = columns(
        say,
        [
            (header(BillColumn::BillNo), Fit::Share(1.0)),
            (header(BillColumn::BilledOn), Fit::Whole),
            (header(BillColumn::Amount), Fit::Figures),
            (Printed::Word(Word::Absorbed), Fit::Figures),
            (Printed::Word(Word::Invoiced), Fit::Figures),
        ],
    );
    let mut rows: Vec<TableRow> = view
        .bills
        .iter()
        .map(|bill| {
            let [amount, absorbed, invoiced] = [bill.amount, bill.absorbed, bill.invoiced].map(Fen::grouped);
            vec![bill.bill_no.clone(), bill.billed_on.to_string(), amount, absorbed, invoiced].into()
        })
        .collect();
    let sum: Fen = view.bills.iter().map(|bill| bill.invoiced).sum();
    let total = phrase(say, Phrase::Total);
    let empty = String::new;
    rows.push(TableRow { cells: vec![total, empty(), empty(), empty(), sum.grouped()], is_total: true });
    Table { columns, rows }
}

fn invoices(say: SayPrinted<'_>, view: &ApplicationView) -> Table {
    let columns = columns(
        say,
        [
            (header(InvoiceColumn::Number), Fit::Whole),
            (header(InvoiceColumn::IssuedOn), Fit::Whole),
            (header(InvoiceColumn::Net), Fit::Figures),
            (header(InvoiceColumn::Tax), Fit::Figures),
            (header(InvoiceColumn::Gross), Fit::Figures),
            (header(InvoiceColumn::Rate), Fit::Figures),
            (Printed::Word(Word::Note), Fit::Share(1.0)),
        ],
    );
    let row = |invoice: &InvoiceView| {
        let reversal =
            view.reversals.iter().find(|reversal| reversal.number.as_ref() == Some(&invoice.number));
        let reversed = reversal.map(|reversal| {
            let (on, reason) = (reversal.reversed_on, reversal.reason);
            say(&Printed::Reversal { on, red_number: &reversal.red_number, reason })
        });
        let [net, tax, gross] = [invoice.net, invoice.tax, invoice.gross].map(Fen::grouped);
        let (number, on, rate) =
            (invoice.number.clone(), invoice.issued_on.to_string(), invoice.rate.to_string());
        TableRow::from(vec![number, on, net, tax, gross, rate, reversed.unwrap_or_default()])
    };
    Table { columns, rows: view.invoices.iter().map(row).collect() }
}

fn timeline(say: SayPrinted<'_>, view: &ApplicationView) -> Table {
    let columns = columns(
        say,
        [
            (Printed::Word(Word::When), Fit::Whole),
            (Printed::Word(Word::What), Fit::Whole),
            (Printed::Word(Word::Who), Fit::Share(1.0)),
            (Printed::Word(Word::Note), Fit::Share(4.0)),
        ],
    );
    let row = |event: &Event| {
        let when = china_time(event.at).format("%Y-%m-%d %H:%M").to_string();
        let (what, note) = (say(&Printed::Event(event)), say(&Printed::EventNote(event)));
        TableRow::from(vec![when, what, event.by.clone(), note])
    };
    Table { columns, rows: view.timeline.iter().map(row).collect() }
}
