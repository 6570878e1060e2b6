//! Lists that leave the desk as files: what is looked for, in the columns that are asked for.

mod rows;

use std::path::Path;

use self::rows::{account_value, application_value, bill_value, entry_value, invoice_value};
use crate::desk::clock::Moment;
use crate::desk::lists::applications;
use crate::desk::lists::{bills, customers, invoices};
use crate::desk::own_files::is_own;
use crate::desk::progress::{Progress, Watch};
use crate::desk::{Store, read_up_to_date};
use crate::domain::export::{
    AccountColumn, ApplicationColumn, BillColumn, EntryColumn, InvoiceColumn, ListName, Phrase,
};
use crate::domain::files::ExportError;
use crate::domain::refusal::Refusal;
use crate::exchange::export::{ColumnKind, ExportColumn, ListShape, ListWriter, Value};
use crate::store::ledger::list as entries;

pub use crate::exchange::export::ExportFormat;

/// After how many rows progress is told.
const STRETCH: u64 = 500;

/// How many applications are read at once.
const PAGE: u32 = 1_000;

/// A list: what is looked for, in which order, and which columns from the left.
#[derive(Clone, Debug)]
pub enum List {
    /// Customers.
    Accounts(customers::Wanted, Vec<AccountColumn>),
    /// Bills.
    Bills(bills::Wanted, Vec<BillColumn>),
    /// Entries of the non-invoiceable ledger.
    NonInvoiceable(Vec<EntryColumn>),
    /// Applications.
    Applications(applications::Wanted, Vec<ApplicationColumn>),
    /// Invoices.
    Invoices(invoices::Wanted, Vec<InvoiceColumn>),
}

impl List {
    /// All of a list, in every column, the newest first where there is a day.
    pub fn all(name: ListName) -> Self {
        let descending = true;
        match name {
            ListName::Accounts => Self::Accounts(customers::Wanted::default(), AccountColumn::ALL.to_vec()),
            ListName::Bills => {
                let wanted = bills::Wanted { descending, ..Default::default() };
                Self::Bills(wanted, BillColumn::ALL.to_vec())
            }
            ListName::NonInvoiceable => Self::NonInvoiceable(EntryColumn::ALL.to_vec()),
            ListName::Applications => {
                let wanted = applications::Wanted { descending, ..Default::default() };
                Self::Applications(wanted, ApplicationColumn::ALL.to_vec())
            }
            ListName::Invoices => {
                let wanted = invoices::Wanted { descending, ..Default::default() };
                Self::Invoices(wanted, InvoiceColumn::ALL.to_vec())
            }
        }
    }

    /// Which list it is.
    pub fn name(&self) -> ListName {
        match self {
            Self::Accounts(..) => ListName::Accounts,
            Self::Bills(..) => ListName::Bills,
            Self::NonInvoiceable(..) => ListName::NonInvoiceable,
            Self::Applications(..) => ListName::Applications,
            Self::Invoices(..) => ListName::Invoices,
        }
    }

    /// How many rows it will have.
    fn count(&self, db: &Store, moment: &Moment) -> Result<u64, Refusal> {
        Ok(match self {
            Self::Accounts(wanted, _) => {
                let counts = customers::counts(db, moment, wanted)?;
                match wanted.blocked {
                    None => counts.all,
                    Some(true) => counts.blocked,
                    Some(false) => counts.all - counts.blocked,
                }
            }
            Self::Bills(wanted, _) => bills::totals(db, moment, wanted)?.count,
            Self::NonInvoiceable(_) => entries::count(db)?,
            Self::Applications(wanted, _) => applications::totals(db, moment, wanted)?.of(wanted.show).count,
            Self::Invoices(wanted, _) => invoices::totals(db, wanted)?.count,
        })
    }

    fn columns(&self, say: Say<'_>) -> Vec<ExportColumn> {
        let column = |phrase| {
            let kind = kind(phrase);
            let total = matches!(kind, ColumnKind::Money);
            ExportColumn { header: say(phrase).to_owned(), kind, total }
        };
        match self {
            Self::Accounts(_, columns) => columns.iter().map(|c| column(Phrase::OfAccounts(*c))).collect(),
            Self::Bills(_, columns) => columns.iter().map(|c| column(Phrase::OfBills(*c))).collect(),
            Self::NonInvoiceable(columns) => columns.iter().map(|c| column(Phrase::OfEntries(*c))).collect(),
            Self::Applications(_, columns) => {
                columns.iter().map(|c| column(Phrase::OfApplications(*c))).collect()
            }
            Self::Invoices(_, columns) => columns.iter().map(|c| column(Phrase::OfInvoices(*c))).collect(),
        }
    }
}

/// The words of a list, in the language that it is written in.
pub type Say<'a> = &'a dyn Fn(Phrase) -> &'static str;

/// Why there is no list. Nothing was left at its place, and what was there before is there still.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ExportStop {
    /// It was cancelled.
    Cancelled,
    /// The store refused.
    Refused(Refusal),
    /// The file could not be written.
    File(ExportError),
}

impl From<Refusal> for ExportStop {
    fn from(refusal: Refusal) -> Self {
        Self::Refused(refusal)
    }
}

impl From<ExportError> for ExportStop {
    fn from(error: ExportError) -> Self {
        Self::File(error)
    }
}

/// Writes a list of the store at `store` to `path`, as the store stands now; on a connection of its own, so that it
/// can run beside everything else; never over the store or what belongs to it. `watch` hears how far it is and says whether to go on. Answers how many rows
/// the list has.
///
/// # Errors
/// See [`ExportStop`].
pub fn export(
    store: &Path,
    moment: &Moment,
    list: &List,
    say: Say<'_>,
    path: &Path,
    watch: &mut Watch<'_>,
) -> Result<u64, ExportStop> {
    if is_own(store, path) {
        return Err(ExportError::OwnPlace.into());
    }
    let db = read_up_to_date(store)?;
    let mut stop = None;
    let written = db.snapshot(|db| {
        Ok(write(db, moment, list, say, path, watch).unwrap_or_else(|stopped| {
            stop = Some(stopped);
            0
        }))
    })?;
    stop.map_or(Ok(written), Err)
}

fn write(
    db: &Store,
    moment: &Moment,
    list: &List,
    say: Say<'_>,
    path: &Path,
    watch: &mut Watch<'_>,
) -> Result<u64, ExportStop> {
    let shape = ListShape {
        title: say(Phrase::Title(list.name())).to_owned(),
        columns: list.columns(say),
        total_label: Some(say(Phrase::Total).to_owned()),
    };
    let format = ExportFormat::of(path).unwrap_or(ExportFormat::Xlsx);
    let of = list.count(db, moment)?;
    let mut writing = Writing {
        list: ListWriter::create(path, format, shape)?,
        values: Vec::new(),
        of,
        done: 0,
        watch,
        stop: None,
    };
    match list {
        List::Accounts(wanted, columns) => customers::each(db, moment, wanted, |row| {
            Ok(writing.row(columns.iter().map(|column| account_value(&row, *column, say))))
        })?,
        List::Bills(wanted, columns) => bills::each(db, moment, wanted, |row| {
            Ok(writing.row(columns.iter().map(|column| bill_value(&row, *column, say))))
        })?,
        List::NonInvoiceable(columns) => entries::each(db, |row| {
            Ok(writing.row(columns.iter().map(|column| entry_value(&row, *column, say))))
        })?,
        List::Invoices(wanted, columns) => invoices::each(db, wanted, |row| {
            Ok(writing.row(columns.iter().map(|column| invoice_value(&row, *column, say))))
        })?,
        List::Applications(wanted, columns) => each_application(db, moment, wanted, |row| {
            writing.row(columns.iter().map(|column| application_value(row, *column, say)))
        })?,
    }
    match writing.stop {
        Some(stop) => Err(stop),
        None => Ok(u64::from(writing.list.finish()?)),
    }
}

/// Hands every application that is looked for to `each`, until it says to stop.
fn each_application(
    db: &Store,
    moment: &Moment,
    wanted: &applications::Wanted,
    mut each: impl FnMut(&applications::Listed) -> bool,
) -> Result<(), Refusal> {
    let mut rows = applications::page(db, moment, wanted, None, PAGE)?;
    while let Some(last) = rows.last() {
        if !rows.iter().all(&mut each) {
            break;
        }
        rows = applications::page(db, moment, wanted, Some(&last.row), PAGE)?;
    }
    Ok(())
}

/// A list being written.
struct Writing<'a> {
    list: ListWriter,
    values: Vec<Value>,
    of: u64,
    done: u64,
    watch: &'a mut Watch<'a>,
    stop: Option<ExportStop>,
}

impl Writing<'_> {
    /// Writes a row; whether to go on.
    fn row(&mut self, values: impl Iterator<Item = Value>) -> bool {
        self.values.clear();
        self.values.extend(values);
        if let Err(error) = self.list.write_row(&self.values) {
            self.stop = Some(error.into());
            return false;
        }
        self.done += 1;
        let progress = Progress { rows: self.done, done: self.done, of: self.of };
        if self.done.is_multiple_of(STRETCH) && !(self.watch)(progress) {
            self.stop = Some(ExportStop::Cancelled);
            return false;
        }
        true
    }
}

/// What a column holds.
fn kind(header: Phrase) -> ColumnKind {
    match header {
        Phrase::OfBills(column) => match column {
            BillColumn::BilledOn | BillColumn::DueOn | BillColumn::PaidOn => ColumnKind::Date,
            BillColumn::Amount
            | BillColumn::Refunded
            | BillColumn::Opening
            | BillColumn::Used
            | BillColumn::Offset
            | BillColumn::Remaining => ColumnKind::Money,
            _ => ColumnKind::Text,
        },
        Phrase::OfEntries(column) => match column {
            EntryColumn::EnteredOn => ColumnKind::Date,
            EntryColumn::Amount | EntryColumn::Offset => ColumnKind::Money,
            _ => ColumnKind::Text,
        },
        Phrase::OfAccounts(column) => match column {
            AccountColumn::Bills | AccountColumn::OpenApplications => ColumnKind::Integer,
            AccountColumn::Invoiceable | AccountColumn::NonInvoiceable | AccountColumn::InArrears => {
                ColumnKind::Money
            }
            _ => ColumnKind::Text,
        },
        Phrase::OfApplications(column) => match column {
            ApplicationColumn::SubmittedOn | ApplicationColumn::DueOn => ColumnKind::Date,
            ApplicationColumn::WorkingDaysLate => ColumnKind::Integer,
            ApplicationColumn::Amount | ApplicationColumn::Uncovered => ColumnKind::Money,
            _ => ColumnKind::Text,
        },
        Phrase::OfInvoices(column) => match column {
            InvoiceColumn::IssuedOn => ColumnKind::Date,
            InvoiceColumn::Net | InvoiceColumn::Tax | InvoiceColumn::Gross => ColumnKind::Money,
            _ => ColumnKind::Text,
        },
        _ => ColumnKind::Text,
    }
}
