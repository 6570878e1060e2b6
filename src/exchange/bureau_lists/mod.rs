//! The lists that the tax bureau's platform gives: what it refused of a form (导入失败原因), and what it issued
//! (发票导出).

pub(in crate::exchange) mod columns;
mod issued;
mod refusals;
mod tax_codes;

pub use self::issued::{IssuedRow, RowFault, issued};
pub use self::refusals::{RefusalRow, refusals};
pub use self::tax_codes::{TaxCodeRow, WrongCode, tax_codes};
pub use crate::domain::bureau::{ListError, MissingColumn};

#[cfg(test)]
mod tests;
