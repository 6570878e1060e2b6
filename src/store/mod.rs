//! Rows on disk: one SQLite file, one folder a noun with its statements beside the code that binds them.
//!
//! Only [`engine`] names the database driver. Statements use numbered parameters and what PostgreSQL has too;
//! what SQLite alone can do stays in the engine.

pub mod account;
pub mod address;
pub mod amendment;
pub mod application;
pub mod audit;
pub mod batch;
pub mod bill;
mod conditions;
pub mod correction;
pub mod engine;
pub mod holiday;
pub mod info;
pub mod invoice;
pub mod issuer;
pub mod laws;
pub mod ledger;
mod order;
pub mod overview;
pub mod policy;
pub mod qualification;
pub mod recurring;
pub mod setting;
pub mod submission;
pub mod summary;
pub mod tax_id_seen;
pub mod ticket;
pub mod user;

#[cfg(test)]
mod plans;
