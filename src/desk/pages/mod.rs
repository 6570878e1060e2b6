//! What a page of the window or an answer of the command line is made of.
//!
//! Errors of every call: `store`, and `not-found` where what is named is not there.

pub mod application;
pub mod application_answer;
pub mod balance;
pub mod correction;
pub mod customer;
pub mod estimate;
pub mod overview;
pub mod review;
pub mod search;
pub mod settings;
pub mod summary;
