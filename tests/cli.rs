//! The command line as a process: arguments, exit status, and what is left behind when something is wrong.

#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a helper of a test fails it by panicking")]

mod process;

#[path = "cli/arguments.rs"]
mod arguments;
#[path = "cli/backups.rs"]
mod backups;
#[path = "cli/checks.rs"]
mod checks;
#[path = "cli/demos.rs"]
mod demos;
#[path = "cli/exports.rs"]
mod exports;
#[path = "cli/imports.rs"]
mod imports;
#[path = "cli/lines.rs"]
mod lines;
#[path = "cli/plans.rs"]
mod plans;
#[path = "cli/restores.rs"]
mod restores;
#[path = "cli/stores.rs"]
mod stores;
#[path = "cli/undo.rs"]
mod undo;
