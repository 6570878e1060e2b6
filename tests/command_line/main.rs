//! The program as a process: arguments and lines in, answers and an exit status out.

#![allow(
    clippy::expect_used,
    clippy::panic,
    clippy::unwrap_used,
    reason = "what a test needs and does not find fails it"
)]

#[path = "../common/mod.rs"]
mod common;

mod cli;
mod contract;
mod import_world;
mod mail;
mod month;
mod paperwork;
mod seal;
