//! Rows on disk: one SQLite file, one folder a noun with its statements beside the code that binds them.
//!
//! Only [`engine`] names the database driver. Statements use numbered parameters and what PostgreSQL has too;
//! what SQLite alone can do stays in the engine.

pub mod account;
pub(crate) mod address;
pub(crate) mod amendment;
pub(crate) mod application;
pub mod audit;
pub(crate) mod awaited;
pub(crate) mod batch;
pub(crate) mod bill;
pub(crate) mod blob;
pub(crate) mod bureau;
pub(crate) mod correction;
pub(crate) mod draft;
pub mod engine;
pub(crate) mod holiday;
pub(crate) mod info;
pub(crate) mod invoice;
pub(crate) mod invoice_file;
pub mod issuer;
pub mod laws;
pub(crate) mod ledger;
pub(crate) mod mail;
mod order;
pub(crate) mod outbox;
pub(crate) mod overview;
pub(crate) mod past;
pub(crate) mod policy;
pub mod proof;
pub(crate) mod qualification;
pub(crate) mod recurring;
pub(crate) mod red_letter;
pub(crate) mod seal;
pub(crate) mod setting;
pub(crate) mod sign_in;
pub(crate) mod signing_key;
pub(crate) mod step_request;
pub(crate) mod submission;
pub(crate) mod summary;
pub(crate) mod tax_id_seen;
pub(crate) mod ticket;
pub(crate) mod user;

#[cfg(test)]
mod plans;
