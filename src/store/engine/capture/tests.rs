use super::*;
use crate::domain::refusal::Refusal;

const NOTHING: Unwatched<'_> = Unwatched { tables: &["mine"], derived: &[] };

/// A store with a table that has rows of its own, one that follows it, one with a trigger, and one that is not watched.
fn store() -> (Db, tempfile::TempDir) {
    let folder = tempfile::tempdir().unwrap();
    let db = Db::open_writer(&folder.path().join("desk.sqlite")).unwrap();
    db.connection()
        .execute_batch(
            "CREATE TABLE one (id INTEGER PRIMARY KEY, x TEXT UNIQUE, bytes BLOB) STRICT;
        CREATE TABLE many (one_id INTEGER NOT NULL REFERENCES one (id) ON DELETE CASCADE, y INTEGER,
            PRIMARY KEY (one_id, y)) STRICT, WITHOUT ROWID;
        CREATE TABLE counts (n INTEGER) STRICT; INSERT INTO counts VALUES (0);
        CREATE TRIGGER counted AFTER INSERT ON one BEGIN UPDATE counts SET n = n + 1; END;
        CREATE TABLE mine (z TEXT) STRICT",
        )
        .unwrap();
    db.capture(NOTHING).unwrap();
    (db, folder)
}

/// What all rows of a table come to, and what was seen of it, added to what was there before.
fn sums(db: &Db, before: &BTreeMap<String, RowSum>, changes: &Changes) -> Vec<(String, RowSum, RowSum)> {
    let of = |(place, shape): (usize, &Shape)| {
        let mut seen = before.get(&shape.table).cloned().unwrap_or_default();
        changes.sums.get(&place).iter().for_each(|more| seen.add(more));
        (shape.table.clone(), db.sum(shape, None).unwrap(), seen)
    };
    changes.shapes.iter().enumerate().map(of).collect()
}

fn all(db: &Db) -> BTreeMap<String, RowSum> {
    let shapes = db.shapes(NOTHING.tables).unwrap();
    shapes.iter().map(|shape| (shape.table.clone(), db.sum(shape, None).unwrap())).collect()
}

/// What is seen of `work` is just what it leaves.
fn is_seen(db: &Db, work: impl FnOnce(&Db) -> Result<(), Refusal>) -> Changes {
    let before = all(db);
    let changes = db.transaction(|db| {
        work(db)?;
        db.put_back()?;
        Ok(db.changes()?.unwrap())
    });
    let changes = changes.unwrap();
    for (table, there, seen) in sums(db, &before, &changes) {
        assert_eq!(there, seen, "{table}");
    }
    changes
}

#[test]
fn whatever_changes_a_row_is_seen() {
    let (db, _folder) = store();
    let changes = is_seen(&db, |db| {
        db.run("INSERT INTO one (x, bytes) VALUES ('a', x'00ff'), ('b', NULL), ('c', x'')", [])?;
        db.run("INSERT INTO many VALUES (1, 1), (1, 2), (2, -5)", [])?;
        db.run("UPDATE one SET x = x || '中' WHERE id > 1", [])?;
        db.run("DELETE FROM one WHERE id = 1", [])
    });
    let rows = |table: &str| {
        let place = changes.shapes.iter().position(|shape| shape.table == table).unwrap();
        changes.sums[&place].rows
    };
    assert_eq!(
        (rows("one"), rows("many"), rows("counts")),
        (2, 1, 0),
        "those that follow went, and a trigger counted"
    );
    is_seen(&db, |db| {
        let taken: Vec<i64> = db.all("DELETE FROM many RETURNING y", [])?;
        assert_eq!(taken, [-5]);
        db.run("INSERT INTO one (id, x) VALUES (2, 'd') ON CONFLICT (id) DO UPDATE SET x = excluded.x", [])
    });
    is_seen(&db, |db| db.run("DELETE FROM one", []));
}

#[test]
fn what_a_failed_statement_or_step_did_does_not_count() {
    let (db, _folder) = store();
    let changes = is_seen(&db, |db| {
        db.run("INSERT INTO one (x) VALUES ('a')", [])?;
        assert!(db.run("INSERT INTO one (x) VALUES ('b'), ('a')", []).is_err());
        let step = db.transaction(|db| {
            db.run("INSERT INTO one (x) VALUES ('c')", [])?;
            db.run("DELETE FROM one WHERE x = 'a'", [])?;
            Err::<(), _>(Refusal::NotRun)
        });
        assert_eq!(step, Err(Refusal::NotRun));
        db.transaction(|db| db.run("INSERT INTO one (x) VALUES ('d')", []))
    });
    let added: Vec<_> = changes.told.iter().filter(|change| change.before.is_none()).collect();
    assert_eq!(added.len(), 2, "{:?}", changes.told);
}

#[test]
fn a_change_that_is_in_no_entry_does_not_stay() {
    let (db, _folder) = store();
    let unlogged =
        |table: &str| Err(Refusal::Store { fault: StoreFault::Unlogged { table: table.to_owned() } });
    let add = |db: &Db| db.run("INSERT INTO one (x) VALUES ('a')", []);
    assert_eq!(db.transaction(add), unlogged("one"));
    let behind = |db: &Db| {
        add(db)?;
        assert!(db.changes()?.is_some());
        db.run("UPDATE counts SET n = 7", [])
    };
    assert_eq!(db.transaction(behind), unlogged("counts"));
    assert_eq!(add(&db), unlogged("?"), "outside of a transaction");
    assert_eq!(db.one::<i64>("SELECT count(*) FROM one", []), Ok(0));
    assert_eq!(
        db.transaction(|db| db.run("INSERT INTO mine VALUES ('z')", [])),
        Ok(()),
        "nobody vouches for it"
    );
    is_seen(&db, add);
}

#[test]
fn rows_that_come_by_the_thousand_are_read_again() {
    let (db, _folder) = store();
    is_seen(&db, |db| db.run("INSERT INTO one (x) VALUES ('before')", []));
    let changes = is_seen(&db, |db| {
        db.set_aside("one", Some(&[]), &["counted"])?;
        db.expect_rows("one")?;
        for number in 0..10_000 {
            db.run("INSERT INTO one (x) VALUES (?1)", [number.to_string()])?;
            if number % 1_000 == 0 {
                // One that was there, one that was read again, and one that was not yet.
                db.run("UPDATE one SET bytes = x'01' WHERE id IN (1, 2, ?1)", [number + 2])?;
            }
        }
        db.run("DELETE FROM one WHERE id IN (5, 10001)", [])
    });
    assert_eq!(changes.told.len(), TOLD);
    assert!(changes.more > 9_000);
    is_seen(&db, |db| db.run("INSERT INTO one (x) VALUES ('after')", []));
    let refused = db.transaction(|db| {
        db.expect_rows("one")?;
        db.run("INSERT INTO one (x) VALUES ('lost')", [])?;
        Err::<(), _>(Refusal::NotRun)
    });
    assert_eq!(refused, Err(Refusal::NotRun));
    is_seen(&db, |db| db.run("INSERT INTO one (x) VALUES ('again')", []));
}

#[test]
fn rows_that_come_by_statements_of_many_are_read_again_in_time_and_looking_for_some_is_none() {
    let (db, _folder) = store();
    let read_to = |db: &Db| db.capture.get().unwrap().lock().added.as_ref().unwrap().read_to;
    is_seen(&db, |db| {
        db.expect_rows("one")?;
        let rows: Vec<Value<'_>> = (0..1_000).map(Value::Integer).collect();
        for _ in 0..3 {
            db.for_rows("SELECT column1 FROM (VALUES (?1))", 1, &rows, |_: i64| Ok(()))?;
        }
        let texts: Vec<Value<'_>> = (0..3_000).map(|row| Value::Text(row.to_string().into())).collect();
        db.add_rows("one", &["x"], &texts[..500])?;
        assert_eq!(read_to(db), 0);
        db.add_rows("one", &["x"], &texts[500..])?;
        assert!(read_to(db) >= 2_048, "{}", read_to(db));
        Ok(())
    });
}

#[test]
fn the_count_of_the_changes_of_the_schema_is_known_from_before_the_transaction() {
    let (db, _folder) = store();
    db.transaction(|db| {
        db.set_aside("one", Some(&[]), &["counted"])?;
        db.put_back()?;
        let (before, now) = db.schema_cookies()?;
        assert!(before < now);
        assert_eq!(db.schema_cookies(), Ok((now, now)));
        Ok(())
    })
    .unwrap();
}
