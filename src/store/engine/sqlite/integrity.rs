//! What SQLite itself finds wrong with a file, looked for in parts that several readers share.
//!
//! Errors of every call: `store`, also where the disk could not be read: that says nothing about the file.

use super::indexes::Index;
use super::{Db, error};
use crate::domain::refusal::Refusal;
use crate::store::engine::rows::quoted;
use crate::store::engine::{Job, Readers};

/// The tables, those with the most indexes first: they take longest.
const TABLES: &str = "SELECT name FROM sqlite_schema t WHERE type = 'table'
    ORDER BY (SELECT count(*) FROM sqlite_schema i WHERE i.type = 'index' AND i.tbl_name = t.name) DESC";

/// The indexes of a table with so many rows are looked over here, where they can be.
const MANY: i64 = 100_000;

impl Db {
    /// The parts of looking over the whole file, each of which lists what is wrong with it: that its pages belong
    /// together, that each row is what its table holds and stands in every index, and that it points at rows that are
    /// there. What two parts find is listed by both.
    pub fn integrity_parts(&self) -> Result<Vec<Job<'static, Vec<String>>>, Refusal> {
        let mut parts: Vec<Job<'static, Vec<String>>> = Vec::new();
        if self.file().is_none() {
            // A server looks after its own files.
            return Ok(parts);
        }
        let tables: Vec<String> = self.all(TABLES, [])?;
        // Only the look at the whole file sees that no two tables share a page; it leaves out the indexes.
        parts.push(Box::new(|db| damaged(db, "PRAGMA quick_check")));
        for table in &tables {
            self.add_table(table, &mut parts)?;
        }
        for table in tables {
            let sql = format!("PRAGMA foreign_key_check({})", quoted(&table));
            parts.push(Box::new(move |db| astray(db, &sql)));
        }
        Ok(parts)
    }

    /// Adds what looks over the indexes of a table. The look at the whole file sees what is wrong with its rows.
    fn add_table(&self, table: &str, parts: &mut Vec<Job<'static, Vec<String>>>) -> Result<(), Refusal> {
        let Some(file) = self.file() else { return Ok(()) };
        let are_many =
            format!("SELECT count(*) = {MANY} FROM (SELECT 1 FROM {} LIMIT {MANY})", quoted(table));
        if self.one(&are_many, [])?
            && let Some(indexes) = Index::all_of(file, table)?
        {
            for index in indexes {
                parts.push(Box::new(move |db| db.file().map_or(Ok(Vec::new()), |file| index.faults(file))));
            }
            return Ok(());
        }
        let sql = format!("PRAGMA integrity_check({})", quoted(table));
        parts.push(Box::new(move |db| damaged(db, &sql)));
        Ok(())
    }

    /// What is wrong with the file; empty when it is whole.
    pub fn integrity(&self) -> Result<Vec<String>, Refusal> {
        self.read_together(|readers| readers.integrity())
    }
}

impl Readers<'_> {
    /// What is wrong with the file; empty when it is whole.
    pub fn integrity(&mut self) -> Result<Vec<String>, Refusal> {
        let parts = self.first().integrity_parts()?;
        let mut found: Vec<String> = Vec::new();
        for lines in self.all(&parts) {
            for line in lines? {
                if !found.contains(&line) {
                    found.push(line);
                }
            }
        }
        Ok(found)
    }
}

fn damaged(db: &Db, sql: &str) -> Result<Vec<String>, Refusal> {
    let told: Vec<String> = db.all(sql, [])?;
    // Several faults of pages are told in one text, below a heading.
    let lines = told.iter().flat_map(|text| text.lines());
    let found: Vec<String> =
        lines.filter(|line| *line != "ok" && !line.starts_with("***")).map(str::to_owned).collect();
    match found.iter().find_map(|line| error::read_error(line)) {
        Some(fault) => Err(Refusal::Store { fault }),
        None => Ok(found),
    }
}

/// Rows that point at rows which are not there.
pub(super) fn astray(db: &Db, sql: &str) -> Result<Vec<String>, Refusal> {
    let broken: Vec<(String, Option<i64>)> = db.all(sql, [])?;
    let told = |(table, row): (String, Option<i64>)| format!("foreign key: {table} row {}", row.unwrap_or(0));
    Ok(broken.into_iter().map(told).collect())
}
