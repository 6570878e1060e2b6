//! What commands do, each in one transaction that is read from top to bottom in one file; with it are the fields that
//! the command is read into and what it answers. [`table`](crate::desk::protocol::table) lists them.
//!
//! Errors of every call: `store`, and `not-found` where what is named is not there.

pub(crate) mod account_balance;
pub mod accounts;
pub mod addresses;
pub mod amend_bills;
pub mod application_steps;
pub mod backups;
pub mod bills;
pub mod corrections;
pub(crate) mod coverage;
pub mod decide_issued;
pub mod decide_returned;
pub mod holidays;
pub mod invoice_info;
pub mod issuers;
pub mod mail;
pub mod named_account;
pub mod paperwork;
pub mod policies;
pub mod recurring;
pub mod red_letters;
pub mod reverse_application;
pub mod review_qualification;
pub(crate) mod second_person;
pub mod step_requests;
pub mod submit_application;
pub mod tax_ids;
pub(crate) mod texts;
pub mod tickets;
pub mod transaction;
pub mod undo_step;
pub mod users;
