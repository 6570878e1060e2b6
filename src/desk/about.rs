//! What the program and the store are: to be looked at, and to be sent with a report of what went wrong.

use std::path::Path;

use serde::Serialize;

use crate::desk::{SANDBOX, followed};
use crate::domain::program::Program;
use crate::domain::refusal::Refusal;
use crate::store::engine::{Db, Found, inspect, is_server, newest_schema, sqlite_version};
use crate::store::setting;

/// What a store is. Nothing of it says whose it is, or where.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct StoreFacts {
    /// The version of its schema.
    pub schema: i64,
    /// How large its file is; none on a server, where it is none.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub bytes: Option<u64>,
    /// The version of the server; none in a file.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub server: Option<String>,
    /// Whether it takes a clock from outside.
    pub sandbox: bool,
}

/// This program.
pub fn program() -> Program {
    Program {
        version: env!("CARGO_PKG_VERSION"),
        build: option_env!("FAPIAO_DESK_BUILD").filter(|build| !build.is_empty()),
        system: std::env::consts::OS,
        processor: std::env::consts::ARCH,
        sqlite: sqlite_version(),
        schema: newest_schema(),
    }
}

/// The store at `path`, which is left as it is; none: there is none.
///
/// # Errors
/// `store`: it is no store, or one that this program does not work with, or cannot be read.
pub fn of_store(path: &Path) -> Result<Option<StoreFacts>, Refusal> {
    if inspect(path)? == Found::Nothing {
        return Ok(None);
    }
    of_open_store(&Db::open_reader(path)?, path).map(Some)
}

/// The same of one that is open.
///
/// # Errors
/// `store`.
pub fn of_open_store(db: &Db, path: &Path) -> Result<StoreFacts, Refusal> {
    let length = || std::fs::metadata(followed(path)).map_or(0, |file| file.len());
    let bytes = (!is_server(path)).then(length);
    let (server, sandbox) = (db.server_version()?, setting::get(db, SANDBOX)?.is_some());
    Ok(StoreFacts { schema: db.schema_version()?, bytes, server, sandbox })
}

impl StoreFacts {
    /// How large its file is, or the version of its server.
    pub fn size(&self) -> Result<u64, &str> {
        self.bytes.ok_or_else(|| self.server.as_deref().unwrap_or_default())
    }
}
