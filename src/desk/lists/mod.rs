//! The lists that people look through: bills, customers, invoices; filtered, sorted, a page at a time.

pub mod bills;
pub mod customers;
pub mod invoices;
mod issuers;

pub use issuers::{Issuers, issuers};
