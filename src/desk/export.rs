//! Lists that leave the desk as files: what is looked for, in the columns that are asked for.

use std::path::Path;

use crate::desk::clock::Moment;
use crate::desk::lists::applications::ApplicationQuery;
use crate::desk::lists::audit::AuditQuery;
use crate::desk::lists::bills::BillQuery;
use crate::desk::lists::customers::CustomerQuery;
use crate::desk::lists::entries::EntryQuery;
use crate::desk::lists::invoices::InvoiceQuery;
use crate::desk::lists::{CellValue, Exported, ListRow};
use crate::desk::own_files::is_own;
use crate::desk::progress::{Progress, Watch};
use crate::desk::{Store, read_up_to_date};
use crate::domain::calendar::china_time;
use crate::domain::files::ExportError;
use crate::domain::list_columns::{
    AccountColumn, ApplicationColumn, AuditColumn, BillColumn, ColumnKind, EntryColumn, InvoiceColumn,
    ListColumn, ListName, Phrase,
};
use crate::domain::money::Fen;
use crate::domain::refusal::Refusal;
use crate::exchange::export::{ExportColumn, ListShape, ListWriter, Value};

pub use crate::exchange::export::ExportFormat;

/// After how many rows progress is told.
const STRETCH: u64 = 500;

macro_rules! lists {
    ($($name:ident($query:ty, $column:ty),)*) => {
        /// A list: what is looked for, in which order, and which columns from the left.
        #[derive(Clone, Debug)]
        #[expect(missing_docs, reason = "they are named like the lists")]
        pub enum List {
            $($name($query, Vec<$column>),)*
        }

        impl List {
            /// All of a list, in every column, the newest first where there is a day.
            pub fn all(name: ListName) -> Self {
                match name {
                    $(ListName::$name => Self::$name(<$query>::all(), <$column>::ALL.to_vec()),)*
                }
            }

            /// Which list it is.
            pub fn name(&self) -> ListName {
                match self {
                    $(Self::$name(..) => ListName::$name,)*
                }
            }

            fn write(&self, db: &Store, moment: &Moment, to: Writing<'_>) -> Result<u64, ExportStop> {
                match self {
                    $(Self::$name(query, columns) => to.write(db, moment, query, columns),)*
                }
            }
        }
    };
}

lists! {
    Accounts(CustomerQuery, AccountColumn),
    Bills(BillQuery, BillColumn),
    NonInvoiceable(EntryQuery, EntryColumn),
    Applications(ApplicationQuery, ApplicationColumn),
    Invoices(InvoiceQuery, InvoiceColumn),
    Audit(AuditQuery, AuditColumn),
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
    let writing = Writing { say, path, watch };
    let mut written = Ok(0);
    db.snapshot(|db| {
        written = list.write(db, moment, writing);
        Ok::<_, Refusal>(())
    })?;
    written
}

/// Amounts that add up, with their words: what is made up already and leaves the desk as a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SumTable {
    /// What the table is called.
    pub title: String,
    /// What stands above what the amounts are of, above how many that is, and above each of the amounts.
    pub headers: Vec<String>,
    /// The lines: what, how many in words, and the amounts.
    pub lines: Vec<(String, String, Vec<Fen>)>,
    /// What the amounts add up to is called.
    pub total: String,
}

/// Writes a table of amounts to `path`; never over the store at `store` or what belongs to it. Answers how many lines it
/// has.
///
/// # Errors
/// See [`ExportStop`].
pub fn write_sums(store: &Path, table: &SumTable, path: &Path) -> Result<u64, ExportStop> {
    if is_own(store, path) {
        return Err(ExportError::OwnPlace.into());
    }
    let kind = |place| if place < 2 { ColumnKind::Text } else { ColumnKind::Money };
    let headers = table.headers.iter().enumerate();
    let columns = headers.map(|(place, header)| ExportColumn { header: header.clone(), kind: kind(place) });
    let shape = ListShape {
        title: table.title.clone(),
        columns: columns.collect(),
        total_label: table.total.clone(),
        foot: None,
    };
    let mut list = ListWriter::create(path, ExportFormat::of(path).unwrap_or(ExportFormat::Xlsx), shape)?;
    for (name, count, amounts) in &table.lines {
        let words = [name, count].map(|text| Value::Text(text.clone()));
        let amounts = amounts.iter().map(|amount| Value::Money(*amount));
        list.write_row(&words.into_iter().chain(amounts).collect::<Vec<_>>())?;
    }
    Ok(u64::from(list.finish()?))
}

/// Where and in which words a list is written.
struct Writing<'a> {
    say: Say<'a>,
    path: &'a Path,
    watch: &'a mut Watch<'a>,
}

impl Writing<'_> {
    fn write<Q: Exported>(
        self,
        db: &Store,
        moment: &Moment,
        query: &Q,
        columns: &[<Q::Row as ListRow>::Column],
    ) -> Result<u64, ExportStop> {
        let Self { say, path, watch } = self;
        let exported = |column: &<Q::Row as ListRow>::Column| ExportColumn {
            header: say(column.header()).to_owned(),
            kind: column.shape().kind,
        };
        let shape = ListShape {
            title: say(Phrase::Title(Q::NAME)).to_owned(),
            columns: columns.iter().map(exported).collect(),
            total_label: say(Phrase::Total).to_owned(),
            foot: None,
        };
        let format = ExportFormat::of(path).unwrap_or(ExportFormat::Xlsx);
        let of = query.count(db, moment)?;
        let mut list = ListWriter::create(path, format, shape)?;
        let (mut done, mut values, mut stop) = (0, Vec::new(), None);
        query.each(db, moment, &mut |row| {
            values.clear();
            values.extend(columns.iter().map(|column| value(row.value(*column), say)));
            done += 1;
            if let Err(error) = list.write_row(&values) {
                stop = Some(error.into());
            } else if done % STRETCH == 0 && !watch(Progress { rows: done, done, of }) {
                stop = Some(ExportStop::Cancelled);
            }
            Ok(stop.is_none())
        })?;
        match stop {
            Some(stop) => Err(stop),
            None => Ok(u64::from(list.finish()?)),
        }
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
