//! What a page of the window or an answer of the command line is made of.
//!
//! Errors of every question: `store`, and `not-found` where what it names is not in the store.

pub mod application;
pub mod application_answer;
pub mod balance;
pub mod correction;
pub mod customer;
pub mod estimate;
pub mod overview;
pub mod policies;
pub mod review;
pub mod search;
pub mod settings;
pub mod summary;
