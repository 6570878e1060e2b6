//! Whether the indexes of a table with a great many rows are whole, one by one, so that readers share them: SQLite's own check
//! looks each row up in all of them in turn, which takes most of a store in memory, and no second reader can help.
//!
//! Errors of every call: `store`.

use super::File;
use crate::domain::refusal::Refusal;
use crate::store::engine::rows::quoted;

/// An index of columns, of a table whose rows have numbers.
#[derive(Clone, Debug)]
pub(super) struct Index {
    table: String,
    name: String,
    columns: Vec<String>,
    is_unique: bool,
    /// Which rows it is of.
    condition: String,
}

impl Index {
    /// Those of a table; none: it has none, or one whose entries are more than columns.
    pub fn all_of(file: &File, table: &str) -> Result<Option<Vec<Self>>, Refusal> {
        let has_numbers = "SELECT NOT wr FROM pragma_table_list WHERE schema = 'main' AND name = ?1";
        if !file.connection.query_row(has_numbers, [table], |row| row.get(0))? {
            return Ok(None);
        }
        let sql = "SELECT l.name, l.\"unique\", CASE WHEN l.partial THEN s.sql END
            FROM pragma_index_list(?1) l JOIN sqlite_schema s ON s.name = l.name AND s.type = 'index'";
        let mut found = file.connection.prepare(sql)?;
        let found = found.query_map([table], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))?;
        let mut all = Vec::new();
        for index in found {
            let (name, is_unique, partial): (String, bool, Option<String>) = index?;
            let Some(columns) = columns(file, &name)? else { return Ok(None) };
            let condition = partial.as_deref().and_then(|sql| sql.split_once("WHERE"));
            let condition =
                condition.map_or_else(|| "TRUE".to_owned(), |(_, condition)| condition.to_owned());
            all.push(Self { table: quoted(table), name, columns, is_unique, condition });
        }
        Ok((!all.is_empty()).then_some(all))
    }

    /// What is wrong with it.
    pub fn faults(&self, file: &File) -> Result<Vec<String>, Refusal> {
        let Self { table, name, columns, is_unique, condition } = self;
        let index = quoted(name);
        let number = |sql: String| file.connection.query_row(&sql, [], |row| row.get::<_, i64>(0));
        let is_same = |column: &String| format!("i.{column} IS r.{column}");
        let same: Vec<String> = columns.iter().map(is_same).collect();
        let missing = number(format!(
            "SELECT count(*) FROM {table} r NOT INDEXED WHERE ({condition}) AND NOT EXISTS (SELECT 1 FROM {table} i
            INDEXED BY {index} WHERE ({condition}) AND {} AND i.rowid IS r.rowid)",
            same.join(" AND ")
        ))?;
        let entries = number(format!("SELECT count(*) FROM {table} INDEXED BY {index} WHERE {condition}"))?;
        let rows = number(format!("SELECT count(*) FROM {table} NOT INDEXED WHERE {condition}"))?;
        let mut faults = Vec::new();
        if missing > 0 {
            faults.push(format!("rows missing from index {name}: {missing}"));
        }
        if entries != rows {
            faults.push(format!("wrong # of entries in index {name}"));
        }
        if *is_unique {
            let is_there = |column: &String| format!("{column} IS NOT NULL");
            let there: Vec<String> = columns.iter().map(is_there).collect();
            let twice = number(format!(
                "SELECT EXISTS (SELECT 1 FROM {table} INDEXED BY {index} WHERE ({condition}) AND {} GROUP BY {}
                HAVING count(*) > 1)",
                there.join(" AND "),
                columns.join(", ")
            ))?;
            if twice > 0 {
                faults.push(format!("non-unique entry in index {name}"));
            }
        }
        Ok(faults)
    }
}

/// The columns that an index is of; none: not all of it are such, or they are compared otherwise than by their bytes.
fn columns(file: &File, index: &str) -> Result<Option<Vec<String>>, Refusal> {
    let sql =
        "SELECT CASE WHEN cid >= 0 AND coll = 'BINARY' THEN name END FROM pragma_index_xinfo(?1) WHERE key";
    let mut columns = file.connection.prepare(sql)?;
    let columns = columns.query_map([index], |row| row.get::<_, Option<String>>(0))?;
    let columns: Option<Vec<String>> = columns.collect::<Result<_, _>>()?;
    Ok(columns.map(|columns| columns.iter().map(|name| quoted(name)).collect()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::engine::Db;

    const ROWS: &str = "CREATE TABLE t (id INTEGER PRIMARY KEY, a TEXT, b INTEGER, c BLOB,
            twice INTEGER GENERATED ALWAYS AS (2 * (b % 100)) VIRTUAL) STRICT;
        INSERT INTO t (id, a, b, c) VALUES (1, 'x', 3, x'00'), (2, 'xy', -1, NULL), (3, NULL, 2, x'0000'),
            (4, '', 2, x'01'), (5, 'x', 9223372036854775807, x''), (6, NULL, 2, NULL);";

    /// A store whose table has this index, of which the schema then says `said`.
    fn with(index: &str, said: &str) -> (Db, tempfile::TempDir) {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("desk.sqlite");
        let db = Db::open_writer(&path).unwrap();
        db.run_plain(ROWS).unwrap();
        db.run_plain(index).unwrap();
        let raw = &db.file().unwrap().connection;
        raw.execute_batch("PRAGMA writable_schema = ON").unwrap();
        raw.execute("UPDATE sqlite_schema SET sql = ?1 WHERE name = 'i'", [said]).unwrap();
        drop(db);
        (Db::open_writer(&path).unwrap(), folder)
    }

    fn faults(db: &Db) -> Vec<String> {
        let file = db.file().unwrap();
        let all = Index::all_of(file, "t").unwrap().expect("an index of columns");
        all.iter().flat_map(|index| index.faults(file).unwrap()).collect()
    }

    fn found_by_sqlite(db: &Db) -> Vec<String> {
        let all: Vec<String> = db.all("PRAGMA integrity_check(t)", []).unwrap();
        all.into_iter().filter(|line| line != "ok").collect()
    }

    #[test]
    fn indexes_that_are_whole_have_no_faults() {
        for index in [
            "CREATE INDEX i ON t (a)",
            "CREATE INDEX i ON t (a, b, c)",
            "CREATE INDEX i ON t (c DESC)",
            "CREATE INDEX i ON t (b, id)",
            "CREATE INDEX i ON t (b) WHERE b > 2",
            "CREATE INDEX i ON t (b) WHERE b > 2 AND b < 2",
            "CREATE INDEX i ON t (a) WHERE length(c) > 1 OR c IS NULL",
            "CREATE UNIQUE INDEX i ON t (a, b) WHERE id < 6 OR a IS NOT NULL",
            "CREATE UNIQUE INDEX i ON t (a, c)",
            "CREATE INDEX i ON t (twice, id)",
            "CREATE INDEX i ON t (b, twice) WHERE twice > 4 AND a IS NOT NULL",
        ] {
            let (db, _folder) = with(index, index);
            assert_eq!(faults(&db), [""; 0], "{index}");
            assert_eq!(found_by_sqlite(&db), [""; 0], "{index}");
        }
    }

    #[test]
    fn what_sqlite_finds_is_found() {
        let (missing, wrong) =
            (|rows| format!("rows missing from index i: {rows}"), "wrong # of entries in index i");
        for (index, said, expected) in [
            ("CREATE INDEX i ON t (a)", "CREATE INDEX i ON t (c)", vec![missing(5)]),
            ("CREATE INDEX i ON t (b)", "CREATE INDEX i ON t (twice)", vec![missing(6)]),
            (
                "CREATE INDEX i ON t (b) WHERE b > 2",
                "CREATE INDEX i ON t (b)",
                vec![missing(4), wrong.to_owned()],
            ),
            (
                "CREATE INDEX i ON t (b) WHERE b > 2",
                "CREATE INDEX i ON t (b) WHERE b > 1",
                vec![missing(3), wrong.to_owned()],
            ),
            (
                "CREATE INDEX i ON t (b)",
                "CREATE UNIQUE INDEX i ON t (b)",
                vec!["non-unique entry in index i".to_owned()],
            ),
        ] {
            let (db, _folder) = with(index, said);
            assert_eq!(faults(&db), expected, "{said}");
            assert_ne!(found_by_sqlite(&db), [""; 0], "{said}");
        }
        // How many are found depends on where the others lie.
        for (index, said) in [
            ("CREATE INDEX i ON t (a DESC)", "CREATE INDEX i ON t (a)"),
            ("CREATE INDEX i ON t (twice) WHERE b > 2", "CREATE INDEX i ON t (twice)"),
            ("CREATE INDEX i ON t (twice DESC)", "CREATE INDEX i ON t (twice)"),
        ] {
            let (db, _folder) = with(index, said);
            assert_ne!(faults(&db), [""; 0], "{said}");
            assert_ne!(found_by_sqlite(&db), [""; 0], "{said}");
        }
    }

    #[test]
    fn an_index_that_is_more_than_columns_is_left_to_sqlite() {
        for index in ["CREATE INDEX i ON t (upper(a))", "CREATE INDEX i ON t (a COLLATE NOCASE)"] {
            let (db, _folder) = with(index, index);
            assert!(Index::all_of(db.file().unwrap(), "t").unwrap().is_none(), "{index}");
        }
    }
}
