//! What SQLite itself finds wrong with a file, looked for in parts that several readers share.
//!
//! Errors of every call: `store`, also where the disk could not be read: that says nothing about the file.

use super::indexes::Index;
use super::{Db, error};
use crate::domain::refusal::{Refusal, StoreFault};
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
        self.parts_from(MANY)
    }

    /// The same, where so many rows are many.
    fn parts_from(&self, many: i64) -> Result<Vec<Job<'static, Vec<String>>>, Refusal> {
        let mut parts: Vec<Job<'static, Vec<String>>> = Vec::new();
        if self.file().is_none() {
            // A server looks after its own files.
            return Ok(parts);
        }
        let tables: Vec<String> = self.all(TABLES, [])?;
        // Only the look at the whole file sees that no two tables share a page; it leaves out the indexes.
        parts.push(Box::new(|db| damaged(db, "PRAGMA quick_check")));
        for table in &tables {
            parts.extend(self.parts_of_table(table, many));
        }
        for table in tables {
            let sql = format!("PRAGMA foreign_key_check({})", quoted(&table));
            parts.push(Box::new(move |db| astray(db, &sql)));
        }
        Ok(parts)
    }

    /// What looks over the indexes of a table. The look at the whole file sees what is wrong with its rows.
    fn parts_of_table(&self, table: &str, many: i64) -> Vec<Job<'static, Vec<String>>> {
        let whole = format!("PRAGMA integrity_check({})", quoted(table));
        // Why they cannot be read, SQLite tells as a part of the whole.
        let Ok(Some(indexes)) = self.indexes_of_many(table, many) else {
            return vec![Box::new(move |db| damaged(db, &whole))];
        };
        let part = |index: Index| -> Job<'static, Vec<String>> {
            let whole = whole.clone();
            Box::new(move |db| match db.file().map(|file| index.faults(file)) {
                Some(Err(Refusal::Store { fault: StoreFault::Corrupt { detail } })) => Ok(vec![detail]),
                Some(Ok(faults)) => Ok(faults),
                // One that somebody else has made may be written in another way.
                _ => damaged(db, &whole),
            })
        };
        indexes.into_iter().map(part).collect()
    }

    /// The indexes of a table that has many rows; none: it has not, or one that is to be looked over by SQLite.
    fn indexes_of_many(&self, table: &str, many: i64) -> Result<Option<Vec<Index>>, Refusal> {
        let Some(file) = self.file() else { return Ok(None) };
        let are_many =
            format!("SELECT count(*) = {many} FROM (SELECT 1 FROM {} LIMIT {many})", quoted(table));
        if self.one(&are_many, [])? { Index::all_of(file, table) } else { Ok(None) }
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_table_of_many_rows_is_looked_over_index_by_index_and_tells_the_same() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("desk.sqlite");
        let db = Db::open_writer(&path).unwrap();
        db.run_plain("CREATE TABLE t (a TEXT, b TEXT) STRICT; INSERT INTO t VALUES ('x', 'y'), ('y', 'z')")
            .unwrap();
        db.run_plain("CREATE INDEX i ON t (a); CREATE INDEX j ON t (b)").unwrap();
        let raw = &db.file().unwrap().connection;
        raw.execute_batch(
            "PRAGMA writable_schema = ON; UPDATE sqlite_schema SET sql = 'CREATE INDEX i ON t (b)' WHERE name = 'i'",
        )
        .unwrap();
        drop(db);
        let db = Db::open_writer(&path).unwrap();
        let found = |many: i64| -> Vec<String> {
            let parts = db.parts_from(many).unwrap();
            parts.iter().flat_map(|part| part(&db).unwrap()).collect()
        };
        assert_eq!(found(3), ["row 1 missing from index i", "row 2 missing from index i"]);
        assert_eq!(found(2), ["rows missing from index i: 2"]);
    }
}
