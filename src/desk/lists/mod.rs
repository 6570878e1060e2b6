//! The lists that people look through: filtered, sorted, a page at a time, summed up, taken out.
//!
//! A list is a query and its rows: [`ListQuery`] reads what a panel shows, [`Exported`] what a file holds, and
//! [`ListRow`] says what stands in each column for both. The columns are in `domain::list_columns`.
//!
//! Errors of every call: `not-found` where a customer or issuer is named that is not there, and `store`.

pub mod applications;
pub mod audit;
pub mod bills;
pub mod customers;
pub(crate) mod entries;
pub(crate) mod imports;
pub mod invoices;
mod issuers;
pub mod recurring;
pub(crate) mod reviews;
pub(crate) mod tickets;
mod value;

pub use issuers::{Issuers, issuers};
pub use value::CellValue;

use super::clock::Moment;
use crate::domain::ids::AccountId;
use crate::domain::list_columns::{ListColumn, ListName};
use crate::domain::money::Fen;
use crate::domain::refusal::Refusal;
use crate::store::engine::Db;

/// A row of a list.
pub trait ListRow: Clone + Send + 'static {
    /// The columns of the list.
    type Column: ListColumn;

    /// What tells it from other rows.
    type Id: Copy + Eq + std::hash::Hash + std::fmt::Debug + Send;

    /// What tells this row from others.
    fn id(&self) -> Self::Id;

    /// What stands in a column.
    fn value(&self, column: Self::Column) -> CellValue<'_>;

    /// What it counts for where chosen rows are added up; none where they come to nothing that is money.
    fn amount(&self) -> Option<Fen> {
        None
    }
}

/// Rows of a list, in its order.
pub type Page<Q> = Result<Vec<<Q as ListQuery>::Row>, Refusal>;

/// What takes one row after the other, and says whether to go on.
pub type Each<'a, R> = &'a mut dyn FnMut(R) -> Result<bool, Refusal>;

/// What is looked for in a list that people look through, and in which order.
pub trait ListQuery: Clone + PartialEq + Send + 'static {
    /// What the list has.
    type Row: ListRow;

    /// What is told about the whole list.
    type Summary: Send + 'static;

    /// The rows behind `after`, or the first ones, at most `limit`.
    fn page(&self, db: &Db, moment: &Moment, after: Option<&Self::Row>, limit: u32) -> Page<Self>;

    /// Sums the list up.
    fn summary(&self, db: &Db, moment: &Moment) -> Result<Self::Summary, Refusal>;
}

/// A list of which rows are chosen, for what is done with many at once.
pub trait Choosable: ListQuery {
    /// The row of this id as it is now, however the list is narrowed; none where the list has it no more.
    fn row(db: &Db, moment: &Moment, id: <Self::Row as ListRow>::Id) -> Result<Option<Self::Row>, Refusal>;

    /// Everything that is listed, but no more than `most` rows.
    fn all_listed(&self, db: &Db, moment: &Moment, most: usize) -> Page<Self> {
        let mut rows = Vec::new();
        each_by_page(self, db, moment, STRETCH, &mut |row| {
            rows.push(row);
            Ok(rows.len() < most)
        })?;
        Ok(rows)
    }
}

/// How many rows are read at once where all that is listed is chosen.
const STRETCH: u32 = 1_000;

/// A list that can leave the desk whole.
pub trait Exported: Sized {
    /// What the list has.
    type Row: ListRow;

    /// Which list it is.
    const NAME: ListName;

    /// All of it, the newest first where there is a day.
    fn all() -> Self;

    /// How many rows it has.
    fn count(&self, db: &Db, moment: &Moment) -> Result<u64, Refusal>;

    /// Hands every row to `each`, until it says to stop or refuses.
    fn each(&self, db: &Db, moment: &Moment, each: Each<'_, Self::Row>) -> Result<(), Refusal>;
}

/// Hands every row of a query to `each`, reading `page` of them at once.
fn each_by_page<Q: ListQuery>(
    query: &Q,
    db: &Db,
    moment: &Moment,
    page: u32,
    each: Each<'_, Q::Row>,
) -> Result<(), Refusal> {
    let mut rows = query.page(db, moment, None, page)?;
    while let Some(last) = rows.last().cloned() {
        for row in rows {
            if !each(row)? {
                return Ok(());
            }
        }
        rows = query.page(db, moment, Some(&last), page)?;
    }
    Ok(())
}

/// The account of this number, where one is named.
pub(in crate::desk) fn named_account(db: &Db, code: Option<&str>) -> Result<Option<AccountId>, Refusal> {
    let stored = code.map(|code| super::commands::named_account::account(db, code)).transpose()?;
    Ok(stored.map(|stored| stored.id))
}
