//! The program itself.

use serde::Serialize;

/// What the program is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Program {
    /// Its version.
    pub version: &'static str,
    /// What it was built from, as whoever made the package says; none: somebody built it for themselves.
    pub build: Option<&'static str>,
    /// The system that it was built for.
    pub system: &'static str,
    /// The processor that it was built for.
    pub processor: &'static str,
    /// The version of SQLite in it.
    pub sqlite: &'static str,
    /// The version of the schema that it gives a store.
    pub schema: i64,
}
