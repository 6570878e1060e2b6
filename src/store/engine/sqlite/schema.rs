//! Whether a store still has the tables, indexes and triggers that its migrations make: what keeps the laws.
//!
//! Errors of every call: `store`.

use std::collections::BTreeMap;
use std::sync::OnceLock;

use rusqlite::Connection;

use super::{Db, Engine, migrate};
use crate::domain::refusal::Refusal;

/// What makes each part of a schema, by its kind and name.
type Schema = BTreeMap<(String, String), String>;

/// What the full-text index keeps to itself, which is SQLite's own affair, and what SQLite makes unasked.
const PARTS: &str = "SELECT type, name, sql FROM sqlite_schema
    WHERE sql IS NOT NULL AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\' AND name NOT LIKE 'account\\_search\\_%' ESCAPE '\\'";

impl Db {
    /// Whether the store has a table, which one of an older schema may not have.
    pub fn has_table(&self, name: &str) -> Result<bool, Refusal> {
        match &self.engine {
            Engine::File(_) => self.one(
                "SELECT EXISTS (SELECT 1 FROM sqlite_schema WHERE type = 'table' AND name = ?1)",
                [name],
            ),
            Engine::Server(session) => session.has_table(name),
        }
    }

    /// What of the schema is missing or not as the migrations make it, and triggers that they do not make: kind and
    /// name of each.
    pub fn altered_schema(&self) -> Result<Vec<(String, String)>, Refusal> {
        let file = match &self.engine {
            Engine::File(file) => file,
            Engine::Server(session) => return session.altered_schema(),
        };
        let (found, made) = (parts(&file.connection)?, made()?);
        let altered = made.iter().filter(|(part, sql)| found.get(*part) != Some(sql)).map(|(part, _)| part);
        // Somebody's own index harms nothing; a trigger of somebody's own can do anything.
        let foreign = found.keys().filter(|part| part.0 == "trigger" && !made.contains_key(*part));
        Ok(altered.chain(foreign).cloned().collect())
    }
}

/// The schema that the migrations make; it is the same for as long as the program runs.
fn made() -> Result<&'static Schema, Refusal> {
    static MADE: OnceLock<Schema> = OnceLock::new();
    if let Some(made) = MADE.get() {
        return Ok(made);
    }
    let empty = Connection::open_in_memory()?;
    migrate::migrate(&empty)?;
    let made = parts(&empty)?;
    Ok(MADE.get_or_init(|| made))
}

fn parts(db: &Connection) -> rusqlite::Result<Schema> {
    let mut statement = db.prepare_cached(PARTS)?;
    let parts = statement.query_map([], |row| Ok(((row.get(0)?, row.get(1)?), row.get(2)?)))?;
    parts.collect()
}
