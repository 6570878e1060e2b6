//! What a page of the window or an answer of the command line is made of.
//!
//! Errors of every question: `store`, and `not-found` where what it names is not in the store.

pub mod amount;
pub(crate) mod application;
pub mod application_answer;
pub mod audit;
pub mod balance;
pub mod bulk;
pub mod bulk_apply;
pub(crate) mod correction;
pub mod customer;
pub mod delivery;
pub(crate) mod estimate;
pub mod issuing;
pub mod mail;
pub mod overview;
pub mod pasted;
pub mod policies;
pub mod reversal;
pub mod review;
pub mod seal;
pub mod search;
pub(crate) mod settings;
pub mod sign_in;
pub mod summary;
