//! The program as a process: arguments and lines in, answers and an exit status out.

#[path = "../common/mod.rs"]
mod common;

mod cli;
mod contract;
mod import_world;
