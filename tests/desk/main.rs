//! The desk without a window: rules, laws, histories, lists, the store.

#![allow(
    clippy::expect_used,
    clippy::panic,
    clippy::unwrap_used,
    reason = "what a test needs and does not find fails it"
)]

#[path = "../common/mod.rs"]
mod common;

mod audit;
mod authority;
mod bench_store;
mod corrections;
mod drafts;
mod export;
mod forgeries;
mod import;
mod laws;
mod lists;
mod machine;
mod overview;
mod paperwork;
mod past_days;
mod policies;
mod qualification;
mod recurring;
mod returned;
mod rules;
mod seal;
mod second_person;
mod sign_in;
mod store;
mod tickets;
mod worked_examples;
