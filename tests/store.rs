//! The store: what it opens and what it refuses, what the schema itself keeps, and that a command happens whole or
//! not at all.
#![allow(
    clippy::expect_used,
    clippy::panic,
    clippy::unwrap_used,
    reason = "what a test needs and does not find fails it"
)]

#[path = "store/atomic.rs"]
mod atomic;
mod common;
#[path = "store/files.rs"]
mod files;
#[path = "store/guards.rs"]
mod guards;
#[path = "store/keeps.rs"]
mod keeps;
#[path = "store/plans.rs"]
mod plans;
#[path = "store/policies.rs"]
mod policies;
#[path = "store/versions.rs"]
mod versions;
