//! The automation interface as a process, line by line, as AUTOMATION.md promises it.

#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a helper of a test fails it by panicking")]

mod answers;
mod clock;
mod fields;
mod odd;
mod people;
mod policies;
mod rules;
mod scene;
mod twice;
mod zones;
