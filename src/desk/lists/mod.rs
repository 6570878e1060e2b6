//! The lists that people look through: bills, customers, invoices; filtered, sorted, a page at a time.

pub mod applications;
pub mod bills;
pub mod customers;
pub mod imports;
pub mod invoices;
mod issuers;
pub mod recurring;

pub use issuers::{Issuers, issuers};
