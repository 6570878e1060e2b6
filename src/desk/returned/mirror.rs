//! The bureau's list of issued invoices of a month held against the desk's.

use std::collections::{HashMap, HashSet};
use std::path::Path;

use super::issued_list::{IssuedStop, claim};
use super::placing::{party, reversed, terms};
use crate::desk::Store;
use crate::desk::own_files::{is_own, is_same};
use crate::domain::application::ApplicationState;
use crate::domain::files::ExportError;
use crate::domain::ids::IssuerId;
use crate::domain::list_columns::ColumnKind;
use crate::domain::money::Fen;
pub use crate::domain::month::Month;
use crate::domain::refusal::Refusal;
use crate::domain::returned::{BureauStatus, ComparedField, Difference, Expected, Party, is_same_party};
pub use crate::domain::returned::{Colour, Mirrored, Sum, Sums};
use crate::domain::tax::TaxSplit;
use crate::exchange::bureau_lists::{IssuedRow, RowFault, issued};
use crate::exchange::export::{ExportColumn, ExportFormat, ListShape, ListWriter, Value};
use crate::store::invoice::mirrored::{self, MirroredInvoice};
use crate::store::issuer;

/// A month of both lists.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mirror {
    /// The month.
    pub month: Month,
    /// Each invoice: those of the bureau's list in its order, then those that only the desk has.
    pub invoices: Vec<Mirrored>,
    /// How many rows of the list are of other months.
    pub of_other_months: usize,
    /// Rows that cannot be read, and are in no sum.
    pub unread: Vec<RowFault>,
}

/// Holds a list of the bureau's against the store.
///
/// # Errors
/// The file is not such a list, or the store cannot be read.
pub fn mirror(db: &Store, month: Month, list: &Path) -> Result<Mirror, IssuedStop> {
    let mut mirror = Mirror { month, invoices: Vec::new(), of_other_months: 0, unread: Vec::new() };
    let mut rows = Vec::new();
    issued(list, |row| match row {
        Ok(row) if month.has(row.issued_on) => rows.push(row),
        Ok(_) => mirror.of_other_months += 1,
        Err(fault) => mirror.unread.push(fault),
    })?;
    db.snapshot(|db| {
        let sellers: HashMap<IssuerId, Party> =
            issuer::all(db)?.iter().map(|issuer| (issuer.id, party(issuer))).collect();
        let here = mirrored::of_days(db, month.days())?;
        let mut here: HashMap<String, MirroredInvoice> =
            here.into_iter().map(|invoice| (invoice.number.clone(), invoice)).collect();
        let mut seen = HashSet::new();
        let mut of_list = HashSet::new();
        for row in &rows {
            // A number that stands twice in the list is there once.
            let own = match here.remove(&row.number) {
                None if seen.insert(row.number.as_str()) => mirrored::by_number(db, &row.number)?,
                own => own,
            };
            seen.insert(row.number.as_str());
            of_list.extend(seller_of(&sellers, row));
            mirror.invoices.push(held_against(row, own.as_ref(), &sellers));
        }
        // A list is one issuer's; what others have issued is not missing from it.
        let mut left: Vec<MirroredInvoice> = here
            .into_values()
            .filter(|invoice| of_list.is_empty() || of_list.contains(&invoice.issuer))
            .collect();
        left.sort_by(|one, other| (one.day, &one.number).cmp(&(other.day, &other.number)));
        mirror.invoices.extend(left.iter().map(only_here));
        Ok::<_, Refusal>(())
    })?;
    Ok(mirror)
}

fn seller_of(sellers: &HashMap<IssuerId, Party>, row: &IssuedRow) -> Option<IssuerId> {
    let seller = claim(row).seller;
    sellers.iter().find(|(_, issuer)| is_same_party(issuer, &seller)).map(|(id, _)| *id)
}

fn held_against(
    row: &IssuedRow,
    own: Option<&MirroredInvoice>,
    sellers: &HashMap<IssuerId, Party>,
) -> Mirrored {
    let differences = own.map_or_else(Vec::new, |own| differences(row, own, sellers));
    let colour = match (own, differences.is_empty()) {
        (None, _) => Colour::OnlyThere,
        (Some(_), true) => Colour::BothEqual,
        (Some(_), false) => Colour::BothDifferent,
    };
    Mirrored {
        colour,
        number: row.number.clone(),
        buyer: row.buyer.clone(),
        issued_on: row.issued_on,
        row: Some(row.row),
        application: own.map(|own| own.application.clone()),
        // Where the list says neither net nor tax, all of it is net.
        there: Some(TaxSplit {
            net: row.net.unwrap_or(row.gross),
            tax: row.tax.unwrap_or(Fen::ZERO),
            gross: row.gross,
        }),
        here: own.map(signed),
        differences,
    }
}

fn differences(
    row: &IssuedRow,
    own: &MirroredInvoice,
    sellers: &HashMap<IssuerId, Party>,
) -> Vec<Difference> {
    let seller = sellers.get(&own.issuer).cloned().unwrap_or_default();
    let terms = terms(&own.application, &own.snapshot.info, own.invoice_type, own.day, seller);
    let issued_on = (!own.is_red).then_some(own.day);
    let mut found = terms.differences(Expected::Kept { issued_on, split: signed(own) }, &claim(row));
    let is_reversed = own.state == ApplicationState::Reversed && !own.is_red;
    let here = if is_reversed { BureauStatus::Reversed } else { BureauStatus::Normal };
    if row.status != here {
        found.push(Difference::new(ComparedField::Status, here.as_str(), row.status.as_str()));
    }
    found
}

fn only_here(own: &MirroredInvoice) -> Mirrored {
    Mirrored {
        colour: Colour::OnlyHere,
        number: own.number.clone(),
        buyer: own.snapshot.info.name.clone(),
        issued_on: own.day,
        row: None,
        application: Some(own.application.clone()),
        there: None,
        here: Some(signed(own)),
        differences: Vec::new(),
    }
}

fn signed(own: &MirroredInvoice) -> TaxSplit {
    if own.is_red { reversed(own.split) } else { own.split }
}

/// The words of a mirror that is written as a list.
pub struct MirrorWords<'a> {
    /// The title of the sheet.
    pub title: &'a str,
    /// The headers of the columns.
    pub headers: [&'a str; 14],
    /// What stands before the sums.
    pub total: &'a str,
    /// A colour.
    pub colour: &'a dyn Fn(Colour) -> &'static str,
    /// A difference, as a sentence.
    pub difference: &'a dyn Fn(&Difference) -> String,
}

const KINDS: [ColumnKind; 14] = [
    ColumnKind::Text,
    ColumnKind::Count,
    ColumnKind::Text,
    ColumnKind::Text,
    ColumnKind::Date,
    ColumnKind::Text,
    ColumnKind::Money,
    ColumnKind::Money,
    ColumnKind::Money,
    ColumnKind::Money,
    ColumnKind::Money,
    ColumnKind::Money,
    ColumnKind::Money,
    ColumnKind::Text,
];

/// Writes a mirror as a list to `to`, as CSV or XLSX by its ending, never over the store at `store` or the bureau's list
/// that it was made from. A row an invoice: colour, row of the bureau's list, number, application, day, buyer, net, tax
/// and gross there, then here, by how much there is more than here, and what differs.
///
/// # Errors
/// It cannot be written; what was there is there still.
pub fn write(
    store: &Path,
    mirror: &Mirror,
    list: &Path,
    to: &Path,
    words: &MirrorWords<'_>,
) -> Result<u32, ExportError> {
    if is_own(store, to) {
        return Err(ExportError::OwnPlace);
    }
    if is_same(list, to) {
        return Err(ExportError::Source);
    }
    let columns = words.headers.iter().zip(KINDS);
    let columns = columns.map(|(header, kind)| ExportColumn { header: (*header).to_owned(), kind });
    let shape = ListShape {
        title: words.title.to_owned(),
        columns: columns.collect(),
        total_label: words.total.to_owned(),
        foot: None,
    };
    let format = ExportFormat::of(to).unwrap_or(ExportFormat::Xlsx);
    let mut written = ListWriter::create(to, format, shape)?;
    for invoice in &mirror.invoices {
        written.write_row(&values(invoice, words))?;
    }
    written.finish()
}

fn values(invoice: &Mirrored, words: &MirrorWords<'_>) -> [Value; 14] {
    let money = |split: Option<TaxSplit>, of: fn(TaxSplit) -> Fen| {
        split.map_or(Value::Empty, |split| Value::Money(of(split)))
    };
    let gross = |split: Option<TaxSplit>| split.map_or(Fen::ZERO, |split| split.gross);
    let (there, here) = (invoice.there, invoice.here);
    let differences: Vec<String> = invoice.differences.iter().map(words.difference).collect();
    let text = |text: &str| if text.is_empty() { Value::Empty } else { Value::Text(text.to_owned()) };
    [
        text((words.colour)(invoice.colour)),
        invoice.row.map_or(Value::Empty, |row| Value::Count(row.into())),
        text(&invoice.number),
        text(invoice.application.as_deref().unwrap_or_default()),
        Value::Date(invoice.issued_on),
        text(&invoice.buyer),
        money(there, |split| split.net),
        money(there, |split| split.tax),
        money(there, |split| split.gross),
        money(here, |split| split.net),
        money(here, |split| split.tax),
        money(here, |split| split.gross),
        Value::Money(gross(there) - gross(here)),
        text(&differences.join("; ")),
    ]
}
