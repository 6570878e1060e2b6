//! Files in and out: tables that people bring, lists that they take away.
//!
//! `table` opens a CSV or XLSX file as rows of typed cells, `import` turns those rows into records or says what
//! is wrong with them, `export` writes lists. What is in the store is not known here; the desk compares.

pub mod bureau_form;
pub mod bureau_lists;
pub mod carrier_list;
pub(crate) mod disk;
pub(crate) mod encrypted;
pub(crate) mod export;
pub mod fonts;
pub(crate) mod held_folder;
pub(crate) mod import;
pub(crate) mod key_store;
pub(crate) mod mail;
pub(crate) mod pages;
pub mod pdf;
pub mod returned;
pub mod scans;
pub mod sealed;
pub(crate) mod table;

mod caught;
mod currency;
mod io_fault;
mod part_name;
mod word_list;
