//! The vocabulary of imports: what a table can hold, what can be wrong with it, and what should be said of it.
//!
//! Files are read in `exchange`, rows are compared with the store by the desk; both say what is wrong in these types.

mod field;
mod gross;
mod meaning;
mod notice;
mod row_fault;
mod table_fault;
mod totals;
mod unit;

pub use self::field::{Field, ImportKind};
pub use self::gross::gross_of;
pub use self::meaning::{BillState, Meaning, UnknownWord};
pub use self::notice::{Notice, NoticeKind};
pub use self::row_fault::{RowFault, RowProblem};
pub use self::table_fault::{HeaderError, RefusedError, TableError};
pub use self::totals::{ControlTotals, LeftOut, LeftOutReason};
pub use self::unit::AmountUnit;
