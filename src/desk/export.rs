//! Lists that leave the desk as files: what is looked for, in the columns that are asked for.

use std::path::Path;

use crate::desk::clock::Moment;
use crate::desk::lists::applications::ApplicationQuery;
use crate::desk::lists::bills::BillQuery;
use crate::desk::lists::customers::CustomerQuery;
use crate::desk::lists::entries::EntryQuery;
use crate::desk::lists::invoices::InvoiceQuery;
use crate::desk::lists::{CellValue, Exported, ListRow};
use crate::desk::own_files::is_own;
use crate::desk::progress::{Progress, Watch};
use crate::desk::{Store, read_up_to_date};
use crate::domain::calendar::china_time;
use crate::domain::export::{
    AccountColumn, ApplicationColumn, BillColumn, EntryColumn, InvoiceColumn, ListColumn, ListName, Phrase,
};
use crate::domain::files::ExportError;
use crate::domain::refusal::Refusal;
use crate::exchange::export::{ExportColumn, ListShape, ListWriter, Value};

pub use crate::exchange::export::ExportFormat;

/// After how many rows progress is told.
const STRETCH: u64 = 500;

/// A list: what is looked for, in which order, and which columns from the left.
#[derive(Clone, Debug)]
pub enum List {
    /// Customers.
    Accounts(CustomerQuery, Vec<AccountColumn>),
    /// Bills.
    Bills(BillQuery, Vec<BillColumn>),
    /// Entries of the non-invoiceable ledger.
    NonInvoiceable(Vec<EntryColumn>),
    /// Applications.
    Applications(ApplicationQuery, Vec<ApplicationColumn>),
    /// Invoices.
    Invoices(InvoiceQuery, Vec<InvoiceColumn>),
}

impl List {
    /// All of a list, in every column, the newest first where there is a day.
    pub fn all(name: ListName) -> Self {
        fn all<C: ListColumn>() -> Vec<C> {
            C::ALL.to_vec()
        }
        match name {
            ListName::Accounts => {
                let descending = AccountColumn::DESCENDING;
                Self::Accounts(CustomerQuery { descending, ..Default::default() }, all())
            }
            ListName::Bills => {
                let descending = BillColumn::DESCENDING;
                Self::Bills(BillQuery { descending, ..Default::default() }, all())
            }
            ListName::NonInvoiceable => Self::NonInvoiceable(all()),
            ListName::Applications => {
                let descending = ApplicationColumn::DESCENDING;
                Self::Applications(ApplicationQuery { descending, ..Default::default() }, all())
            }
            ListName::Invoices => {
                let descending = InvoiceColumn::DESCENDING;
                Self::Invoices(InvoiceQuery { descending, ..Default::default() }, all())
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
    match list {
        List::Accounts(query, columns) => write_rows(db, moment, (query, columns), say, path, watch),
        List::Bills(query, columns) => write_rows(db, moment, (query, columns), say, path, watch),
        List::NonInvoiceable(columns) => write_rows(db, moment, (&EntryQuery, columns), say, path, watch),
        List::Applications(query, columns) => write_rows(db, moment, (query, columns), say, path, watch),
        List::Invoices(query, columns) => write_rows(db, moment, (query, columns), say, path, watch),
    }
}

fn write_rows<Q: Exported>(
    db: &Store,
    moment: &Moment,
    (query, columns): (&Q, &[<Q::Row as ListRow>::Column]),
    say: Say<'_>,
    path: &Path,
    watch: &mut Watch<'_>,
) -> Result<u64, ExportStop> {
    let exported = |column: &<Q::Row as ListRow>::Column| ExportColumn {
        header: say(column.header()).to_owned(),
        kind: column.shape().kind,
    };
    let shape = ListShape {
        title: say(Phrase::Title(Q::NAME)).to_owned(),
        columns: columns.iter().map(exported).collect(),
        total_label: say(Phrase::Total).to_owned(),
    };
    let format = ExportFormat::of(path).unwrap_or(ExportFormat::Xlsx);
    let of = query.count(db, moment)?;
    let mut writing = Writing {
        list: ListWriter::create(path, format, shape)?,
        values: Vec::new(),
        of,
        done: 0,
        watch,
        stop: None,
    };
    query.each(db, moment, &mut |row| {
        Ok(writing.row(columns.iter().map(|column| value(row.value(*column), say))))
    })?;
    match writing.stop {
        Some(stop) => Err(stop),
        None => Ok(u64::from(writing.list.finish()?)),
    }
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

fn value(value: CellValue<'_>, say: Say<'_>) -> Value {
    let text = |text: String| if text.is_empty() { Value::Empty } else { Value::Text(text) };
    match value {
        CellValue::Nothing => Value::Empty,
        CellValue::Text(own) => text(own.into_owned()),
        CellValue::Phrase(phrase) => text(say(phrase).to_owned()),
        CellValue::Money(amount) => Value::Money(amount),
        CellValue::Date(day) => Value::Date(day),
        CellValue::Count(count) => Value::Count(count),
        CellValue::Moment(at) => Value::Text(china_time(at).format("%Y-%m-%d %H:%M").to_string()),
    }
}
