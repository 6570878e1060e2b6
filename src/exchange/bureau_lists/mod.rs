//! The lists that the tax bureau's platform gives: what it refused of a form (导入失败原因), and what it issued
//! (发票导出).

mod columns;
mod issued;
mod refusals;

pub use self::columns::{ListError, MissingColumn};
pub use self::issued::{BureauStatus, IssuedRow, RowFault, issued};
pub use self::refusals::{RefusalRow, refusals};

#[cfg(test)]
mod tests;
