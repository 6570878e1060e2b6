//! Indexes of a table that are made anew, once, when a transaction has written a great many rows: that costs a fraction
//! of keeping them up with each row. They are gone within the transaction alone; nobody ever sees the store without them.

use super::{Db, File};
use crate::domain::refusal::Refusal;
use crate::store::engine::rows::quoted;

/// What makes what was set aside again, in the order in which it was made.
#[derive(Debug, Default)]
pub(super) struct Aside(Vec<String>);

impl Db {
    /// Takes the indexes of `table` away until the transaction ends, but for those that are to be `kept`, if they are to go
    /// at all, and its `guards`: triggers that refuse rows which whoever asks for this does not write. It is for a
    /// transaction of [`Db::attempt`], not for a step of one; to commit is to make them again first. Answers whether it is
    /// done: on a server, others would wait for it.
    ///
    /// # Errors
    /// `store`.
    pub fn set_aside(&self, table: &str, kept: Option<&[&str]>, guards: &[&str]) -> Result<bool, Refusal> {
        let Some(file) = self.file() else { return Ok(false) };
        let sql = "SELECT type, name, sql FROM sqlite_schema
            WHERE tbl_name = ?1 AND sql IS NOT NULL AND type IN ('index', 'trigger') ORDER BY rowid";
        for (kind, name, sql) in self.all::<(String, String, String)>(sql, [table])? {
            let is_meant = match &*kind {
                "index" => kept.is_some_and(|kept| !kept.contains(&&*name)),
                _ => guards.contains(&&*name),
            };
            if is_meant {
                file.put_aside(&kind, &name, sql)?;
            }
        }
        Ok(true)
    }

    /// Makes everything again that was set aside.
    ///
    /// # Errors
    /// `store`.
    pub fn put_back(&self) -> Result<(), Refusal> {
        // The last rows are hashed while the indexes are made.
        self.read_added()?;
        if let Some(file) = self.file() {
            let Aside(parts) = file.aside.take();
            parts.iter().try_for_each(|sql| file.run(sql))?;
        }
        self.end_added()
    }
}

impl File {
    /// Takes the indexes and triggers of all tables away until the transaction ends.
    pub(super) fn set_all_aside(&self) -> Result<(), Refusal> {
        let sql = "SELECT type, name, sql FROM sqlite_schema
            WHERE sql IS NOT NULL AND type IN ('index', 'trigger') ORDER BY rowid";
        let parts: Vec<(String, String, String)> = {
            let mut statement = self.connection.prepare(sql)?;
            let parts = statement.query_map([], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))?;
            parts.collect::<Result<_, _>>()?
        };
        parts.into_iter().try_for_each(|(kind, name, sql)| self.put_aside(&kind, &name, sql))
    }

    fn put_aside(&self, kind: &str, name: &str, sql: String) -> Result<(), Refusal> {
        self.run(&format!("DROP {kind} {}", quoted(name)))?;
        self.aside.borrow_mut().0.push(sql);
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::refusal::StoreFault;

    const GUARDS: &[&str] = &["bill_is_entered_once"];

    fn store() -> (Db, tempfile::TempDir) {
        let folder = tempfile::tempdir().unwrap();
        (Db::open_writer(&folder.path().join("desk.sqlite")).unwrap(), folder)
    }

    /// The indexes and triggers of the bills, in the order in which they were made.
    fn parts(db: &Db) -> Vec<(String, String)> {
        let sql = "SELECT name, sql FROM sqlite_schema WHERE tbl_name = 'bill' AND sql IS NOT NULL
            AND type = ?1 ORDER BY rowid";
        ["index", "trigger"].iter().flat_map(|kind| db.all(sql, [*kind]).unwrap()).collect()
    }

    #[test]
    fn what_was_set_aside_is_there_again_as_it_was_once_the_transaction_has_ended_either_way() {
        let (db, _folder) = store();
        let before = parts(&db);
        for end in [Ok(()), Err(Refusal::NotRun)] {
            let done: Result<(), Refusal> = db.attempt(|db| {
                db.set_aside("bill", Some(&["bill_deficit"]), GUARDS)?;
                let within = parts(db);
                let names: Vec<&str> = within.iter().map(|part| part.0.as_str()).collect();
                assert!(names.contains(&"bill_deficit") && names.contains(&"bill_begins_untouched"));
                assert!(!names.contains(&"bill_by_date") && !names.contains(&"bill_is_entered_once"));
                end.clone()
            });
            assert_eq!(done, end);
            let mut after = parts(&db);
            assert_eq!(db.altered_schema().unwrap(), []);
            after.sort();
            let mut expected = before.clone();
            expected.sort();
            assert_eq!(after, expected);
        }
        let order = |db: &Db| -> Vec<String> {
            parts(db).into_iter().map(|part| part.0).filter(|name| name != "bill_deficit").collect()
        };
        db.attempt(|db| db.set_aside("bill", Some(&["bill_deficit"]), &[])).unwrap();
        let before: Vec<String> = order(&db);
        db.attempt(|db| db.set_aside("bill", Some(&["bill_deficit"]), &[])).unwrap();
        assert_eq!(order(&db), before);
    }

    #[test]
    fn an_index_that_cannot_be_made_again_takes_the_transaction_back() {
        let (db, _folder) = store();
        db.run_plain("CREATE TABLE t (x); CREATE UNIQUE INDEX t_by_x ON t (x)").unwrap();
        let done: Result<(), Refusal> = db.attempt(|db| {
            db.set_aside("t", Some(&[]), &[])?;
            db.run("INSERT INTO t VALUES (1), (1)", [])
        });
        assert!(matches!(done, Err(Refusal::Store { fault: StoreFault::Other { .. } })), "{done:?}");
        assert_eq!(db.one::<i64>("SELECT count(*) FROM t", []), Ok(0));
        assert!(db.run("INSERT INTO t VALUES (1), (1)", []).is_err(), "it is unique as before");
    }
}
