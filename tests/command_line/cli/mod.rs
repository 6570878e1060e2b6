//! The command line as a process: arguments, exit status, and what is left behind when something is wrong.

#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a helper of a test fails it by panicking")]

mod arguments;
mod backups;
mod checks;
mod demos;
mod exports;
mod imports;
mod lines;
mod pipes;
mod plans;
mod private;
mod restores;
mod scans;
mod stores;
mod undo;
