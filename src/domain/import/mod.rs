//! The vocabulary of imports: what a table can hold, and what can be wrong with it.
//!
//! Files are read in `exchange`, rows are compared with the store by the desk; both say what is wrong in these types.

mod field;
mod row_fault;
mod table_fault;

pub use self::field::{Field, ImportKind};
pub use self::row_fault::{RowFault, RowProblem};
pub use self::table_fault::{HeaderError, RefusedError, TableError};
