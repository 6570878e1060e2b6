//! What commands do, each in one transaction that is read from top to bottom in one file.

pub mod amend_bills;
pub mod application_steps;
pub mod bills;
pub mod corrections;
pub(in crate::desk) mod coverage;
pub mod info_and_addresses;
pub mod named_account;
pub mod policies;
pub mod recurring;
pub mod reverse_application;
pub mod review_qualification;
pub mod setup;
pub mod submit_application;
pub mod tax_ids;
pub mod tickets;
