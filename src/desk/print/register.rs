//! The register of a month: every invoice of an issuer, blue and red, by its day, with sums by type and rate.

use std::collections::BTreeMap;
use std::path::Path;

use serde::Serialize;

use super::{SayPrinted, beside, columns, document, header, heading, keep, phrase, reading, word};
use crate::desk::Store;
use crate::desk::export::ExportStop;
use crate::desk::proof::heads::hex;
use crate::domain::files::ExportError;
use crate::domain::invoice_info::InvoiceType;
use crate::domain::issuer::Issuer;
use crate::domain::list_columns::{InvoiceColumn, ListColumn, Phrase};
use crate::domain::money::Fen;
use crate::domain::month::Month;
use crate::domain::printed::{Printed, Word};
use crate::domain::refusal::{Noun, Refusal};
pub use crate::domain::tax::Count;
use crate::domain::tax::{TaxRate, TaxSplit};
use crate::exchange::export::{ExportColumn, ExportFormat, ListShape, ListWriter, Value};
use crate::exchange::pdf::{Align, Document, Fit, Paper, Style, Table, TableRow};
use crate::store::invoice::register::{self, Entry};
use crate::store::{audit, issuer};

/// Whose register of which month.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RegisterAsked {
    /// The month.
    pub month: Month,
    /// The code of the issuer.
    pub issuer: String,
}

/// What was printed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Register {
    /// How many pages the file has.
    pub pages: usize,
    /// The invoices of the month.
    pub blue: Count,
    /// The red ones; their sums are below zero.
    pub red: Count,
    /// Both.
    pub total: Count,
    /// The same by type and rate.
    pub by: Vec<OfTypeAndRate>,
    /// Red invoices of which an older desk did not ask what they reverse, with their applications: they are listed, and
    /// in no sum.
    #[serde(skip)]
    pub unplaced: Vec<(String, String)>,
}

/// What the invoices of a type and rate come to, red ones taken off.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct OfTypeAndRate {
    /// The type.
    pub r#type: InvoiceType,
    /// The rate.
    pub rate: TaxRate,
    /// How many blue ones.
    pub blue: u32,
    /// How many red ones.
    pub red: u32,
    /// What all of them come to.
    #[serde(flatten)]
    pub total: Count,
}

/// Writes the register, as a document to be printed or, by the ending of its name, as a list.
///
/// # Errors
/// `not-found`; see [`ExportStop`].
pub fn register(
    store: &Path,
    asked: &RegisterAsked,
    say: SayPrinted<'_>,
    to: &Path,
) -> Result<Register, ExportStop> {
    let drawn = reading(store, to, |db| Drawn::up(db, asked).map_err(ExportStop::from))?;
    if ExportFormat::of(to) == Some(ExportFormat::Xlsx) { drawn.list(say, to) } else { drawn.print(say, to) }
}

/// A register before it is written.
pub(in crate::desk) struct Drawn {
    month: Month,
    pub issuer: Issuer,
    pub entries: Vec<Entry>,
    /// The newest entry of the log, and its hash.
    head: Option<(i64, String)>,
    pub register: Register,
}

impl Drawn {
    /// Draws up the register that is asked for.
    ///
    /// # Errors
    /// `not-found`, `store`.
    pub fn up(db: &Store, asked: &RegisterAsked) -> Result<Self, Refusal> {
        let (issuer, entries) = entries(db, asked)?;
        let head = audit::newest(db)?.map(|(entry, hash)| (entry, hex(&hash)));
        Ok(Self { month: asked.month, issuer, register: summed_up(&entries), entries, head })
    }

    /// Writes it as a document.
    ///
    /// # Errors
    /// See [`ExportStop`].
    pub fn print(&self, say: SayPrinted<'_>, to: &Path) -> Result<Register, ExportStop> {
        let mut register = self.register.clone();
        let title = say(&Printed::RegisterTitle(self.month));
        let mut document = document(&title, say)?;
        document.page(Paper::Landscape);
        document.paragraph(&title, Style::sized(16.0).bold(), Align::Centre)?;
        let company = say(&Printed::Company(&self.issuer));
        document.paragraph(&beside(&word(say, Word::Issuer), &company), Style::sized(9.0), Align::Left)?;
        document.gap(4.0);
        if self.entries.is_empty() {
            document.paragraph(&word(say, Word::NoInvoices), Style::sized(10.0), Align::Left)?;
        } else {
            document.table(&invoices(say, &self.entries, &register.total))?;
            sums(&mut document, say, &register)?;
        }
        if let Some(head) = self.head(say) {
            document.foot_note(beside(&title, &head));
        }
        register.pages = keep(document, say, to)?;
        Ok(register)
    }

    /// Writes it as a list.
    ///
    /// # Errors
    /// See [`ExportStop`].
    pub fn list(&self, say: SayPrinted<'_>, to: &Path) -> Result<Register, ExportStop> {
        let column =
            |column: InvoiceColumn| ExportColumn { header: say(&header(column)), kind: column.shape().kind };
        let shape = ListShape {
            title: say(&Printed::OfMonth(Word::Register, self.month)),
            columns: LISTED.into_iter().map(column).collect(),
            total_label: phrase(say, Phrase::Total),
            foot: self.head(say),
        };
        let mut list = ListWriter::create(to, ExportFormat::Xlsx, shape)?;
        for entry in &self.entries {
            let split = entry.split();
            let money =
                |of: fn(TaxSplit) -> Fen| split.map_or(Value::Empty, |(split, _)| Value::Money(of(split)));
            list.write_row(&[
                Value::Text(entry.number.clone()),
                Value::Date(entry.on),
                Value::Text(entry.buyer.clone()),
                Value::Text(phrase(say, Phrase::InvoiceType(entry.invoice_type))),
                money(|split| split.net),
                money(|split| split.tax),
                money(|split| split.gross),
                split.map_or(Value::Empty, |(_, rate)| Value::Text(rate.to_string())),
                Value::Text(entry.application.clone()),
                Value::Text(state(say, entry)),
            ])?;
        }
        list.finish()?;
        Ok(self.register.clone())
    }

    fn head(&self, say: SayPrinted<'_>) -> Option<String> {
        self.head.as_ref().map(|(entry, hash)| say(&Printed::Head { entry: *entry, hash }))
    }
}

/// The columns of the list, from the left.
const LISTED: [InvoiceColumn; 10] = [
    InvoiceColumn::Number,
    InvoiceColumn::IssuedOn,
    InvoiceColumn::BuyerName,
    InvoiceColumn::InvoiceType,
    InvoiceColumn::Net,
    InvoiceColumn::Tax,
    InvoiceColumn::Gross,
    InvoiceColumn::Rate,
    InvoiceColumn::Application,
    InvoiceColumn::State,
];

/// Where the application of an invoice stands; of a red one, what it reverses.
fn state(say: SayPrinted<'_>, entry: &Entry) -> String {
    match entry.is_red {
        true => say(&Printed::RedOf { number: entry.reverses.as_deref() }),
        false => phrase(say, Phrase::State(entry.state)),
    }
}

fn entries(db: &Store, asked: &RegisterAsked) -> Result<(Issuer, Vec<Entry>), Refusal> {
    let code = asked.issuer.trim();
    let stored = issuer::by_code(db, code)?.ok_or_else(|| Refusal::not_found(Noun::Issuer, code))?;
    let [first, last] = asked.month.days();
    let mut entries = register::blue(db, stored.id, first, last)?;
    entries.extend(register::red(db, stored.id, first, last)?);
    entries.sort_by(|one, other| {
        (one.on, one.is_red, &one.number).cmp(&(other.on, other.is_red, &other.number))
    });
    Ok((stored.issuer, entries))
}

fn summed_up(entries: &[Entry]) -> Register {
    let (mut blue, mut red, mut total) = (Count::default(), Count::default(), Count::default());
    let mut by: BTreeMap<(usize, TaxRate), OfTypeAndRate> = BTreeMap::new();
    let mut unplaced = Vec::new();
    for entry in entries {
        let Some((split, rate)) = entry.split() else {
            unplaced.push((entry.number.clone(), entry.application.clone()));
            continue;
        };
        let place =
            InvoiceType::ALL.iter().position(|known| *known == entry.invoice_type).unwrap_or_default();
        let of = by.entry((place, rate)).or_insert_with(|| OfTypeAndRate {
            r#type: entry.invoice_type,
            rate,
            blue: 0,
            red: 0,
            total: Count::default(),
        });
        if entry.is_red {
            red.add(split);
            of.red += 1;
        } else {
            blue.add(split);
            of.blue += 1;
        }
        of.total.add(split);
        total.add(split);
    }
    Register { pages: 0, blue, red, total, by: by.into_values().collect(), unplaced }
}

fn invoices(say: SayPrinted<'_>, entries: &[Entry], total: &Count) -> Table {
    let columns = columns(
        say,
        [
            (Printed::Word(Word::Ordinal), Fit::Figures),
            (header(InvoiceColumn::Number), Fit::Whole),
            (header(InvoiceColumn::IssuedOn), Fit::Whole),
            (header(InvoiceColumn::BuyerName), Fit::Share(3.0)),
            (header(InvoiceColumn::InvoiceType), Fit::Share(1.3)),
            (header(InvoiceColumn::Net), Fit::Figures),
            (header(InvoiceColumn::Tax), Fit::Figures),
            (header(InvoiceColumn::Gross), Fit::Figures),
            (header(InvoiceColumn::Rate), Fit::Figures),
            (header(InvoiceColumn::Application), Fit::Whole),
            (header(InvoiceColumn::State), Fit::Share(1.5)),
        ],
    );
    let row = |(i, entry): (usize, &Entry)| {
        let split = entry.split();
        let amount =
            |of: fn(TaxSplit) -> Fen| split.map(|(split, _)| of(split).grouped()).unwrap_or_default();
        TableRow::from(vec![
            (i + 1).to_string(),
            entry.number.clone(),
            entry.on.to_string(),
            entry.buyer.clone(),
            phrase(say, Phrase::InvoiceType(entry.invoice_type)),
            amount(|split| split.net),
            amount(|split| split.tax),
            amount(|split| split.gross),
            split.map(|(_, rate)| rate.to_string()).unwrap_or_default(),
            entry.application.clone(),
            state(say, entry),
        ])
    };
    let mut rows: Vec<TableRow> = entries.iter().enumerate().map(row).collect();
    let sum = phrase(say, Phrase::Total);
    let [net, tax, gross] = [total.net, total.tax, total.gross].map(Fen::grouped);
    let empty = String::new;
    rows.push(TableRow {
        cells: vec![empty(), sum, empty(), empty(), empty(), net, tax, gross, empty(), empty(), empty()],
        is_total: true,
    });
    Table { columns, rows }
}

fn sums(document: &mut Document, say: SayPrinted<'_>, register: &Register) -> Result<(), ExportError> {
    heading(document, &word(say, Word::ByTypeAndRate))?;
    let columns = columns(
        say,
        [
            (header(InvoiceColumn::InvoiceType), Fit::Share(1.0)),
            (header(InvoiceColumn::Rate), Fit::Figures),
            (Printed::Word(Word::Blue), Fit::Figures),
            (Printed::Word(Word::Red), Fit::Figures),
            (header(InvoiceColumn::Net), Fit::Figures),
            (header(InvoiceColumn::Tax), Fit::Figures),
            (header(InvoiceColumn::Gross), Fit::Figures),
        ],
    );
    let row = |name: String, rate: String, blue: u32, red: u32, sums: &Count| {
        let [net, tax, gross] = [sums.net, sums.tax, sums.gross].map(Fen::grouped);
        vec![name, rate, blue.to_string(), red.to_string(), net, tax, gross]
    };
    let mut rows: Vec<TableRow> = register
        .by
        .iter()
        .map(|of| {
            let name = phrase(say, Phrase::InvoiceType(of.r#type));
            row(name, of.rate.to_string(), of.blue, of.red, &of.total).into()
        })
        .collect();
    let Register { blue, red, total, .. } = register;
    let sum = row(phrase(say, Phrase::Total), String::new(), blue.count, red.count, total);
    rows.push(TableRow { cells: sum, is_total: true });
    document.table(&Table { columns, rows })
}
