//! What somebody with a SQL shell and the source of the program can do to a store, but for the keys, at random.

use rusqlite::types::Value;
use rusqlite::{Connection, params_from_iter};

use fapiao_desk::desk::audit::hash;
use fapiao_desk::store::audit::{self, StoredEntry};
use fapiao_desk::store::engine::Db;
use fapiao_desk::store::proof;

pub use crate::common::chance::Chance;

/// A hand at the file, in whose way no guard stands; they are put back when it is lifted.
pub struct Hand {
    pub db: Connection,
    guards: Vec<String>,
}

impl Hand {
    pub fn at(path: &std::path::Path) -> Self {
        let db = Connection::open(path).unwrap();
        db.execute_batch("PRAGMA foreign_keys = OFF; PRAGMA ignore_check_constraints = ON").unwrap();
        let guards: Vec<(String, String)> =
            rows(&db, "SELECT name, sql FROM sqlite_schema WHERE type = 'trigger'")
                .into_iter()
                .map(|row| (text(&row[0]), text(&row[1])))
                .collect();
        let cookie: i64 = db.query_row("PRAGMA schema_version", [], |row| row.get(0)).unwrap();
        for (name, _) in &guards {
            db.execute_batch(&format!("DROP TRIGGER {name}")).unwrap();
        }
        // Whoever knows that it is counted puts the count back.
        db.pragma_update(None, "schema_version", cookie - 1_000).unwrap();
        Self { db, guards: guards.into_iter().map(|(_, sql)| sql).collect() }
    }

    /// Puts the guards back, and SQLite's count of the changes of the schema.
    pub fn lift(self, cookie: Option<i64>) {
        for guard in &self.guards {
            self.db.execute_batch(guard).unwrap();
        }
        if let Some(cookie) = cookie {
            self.db.pragma_update(None, "schema_version", cookie).unwrap();
        }
    }
}

pub fn cookie(path: &std::path::Path) -> i64 {
    Connection::open(path).unwrap().query_row("PRAGMA schema_version", [], |row| row.get(0)).unwrap()
}

pub fn rows(db: &Connection, sql: &str) -> Vec<Vec<Value>> {
    let mut statement = db.prepare(sql).unwrap();
    let columns = statement.column_count();
    let row = |row: &rusqlite::Row<'_>| (0..columns).map(|place| row.get(place)).collect();
    statement.query_map([], row).unwrap().map(Result::unwrap).collect()
}

fn text(value: &Value) -> String {
    match value {
        Value::Text(text) => text.clone(),
        other => panic!("{other:?}"),
    }
}

fn number(value: &Value) -> i64 {
    match value {
        Value::Integer(number) => *number,
        other => panic!("{other:?}"),
    }
}

/// The tables that are proved.
pub fn tables(path: &std::path::Path) -> Vec<String> {
    let db = Db::open_reader(path).unwrap();
    proof::shapes(&db).unwrap().into_iter().map(|shape| shape.table).collect()
}

/// The columns of a table: name, type, whether it may be empty.
fn columns(db: &Connection, table: &str) -> Vec<(String, String, bool)> {
    rows(db, &format!("SELECT name, type, \"notnull\" FROM pragma_table_info('{table}')"))
        .into_iter()
        .map(|row| (text(&row[0]), text(&row[1]), number(&row[2]) == 0))
        .collect()
}

fn another(chance: &mut Chance, kind: &str, was: &Value) -> Value {
    match (kind, was) {
        ("INTEGER", Value::Integer(was)) => {
            Value::Integer(was + 1 + i64::try_from(chance.below(1_000)).unwrap())
        }
        ("INTEGER", _) => Value::Integer(i64::try_from(chance.below(1_000_000)).unwrap()),
        ("BLOB", Value::Blob(was)) if !was.is_empty() => {
            let mut bytes = was.clone();
            let place = chance.below(bytes.len());
            bytes[place] ^= 1 << chance.below(8);
            Value::Blob(bytes)
        }
        ("BLOB", _) => Value::Blob((0..32).map(|_| u8::try_from(chance.below(256)).unwrap()).collect()),
        (_, Value::Text(was)) => {
            let at = was.char_indices().map(|(at, _)| at).chain([was.len()]).collect::<Vec<_>>();
            let (begin, end) = was.split_at(chance.one_of(&at));
            Value::Text(format!("{begin}{}{end}", chance.one_of(&['0', '9', 'x', '王'])))
        }
        _ => Value::Text(format!("伪造 {}", chance.below(1_000_000))),
    }
}

/// A row of a table is made another; none where it has no rows.
pub fn edit(db: &Connection, chance: &mut Chance, table: &str) -> Option<String> {
    let columns = columns(db, table);
    let names: Vec<&str> = columns.iter().map(|column| &*column.0).collect();
    let is_it = names.iter().map(|name| format!("{name} IS ?")).collect::<Vec<_>>().join(" AND ");
    let all = rows(db, &format!("SELECT {} FROM {table}", names.join(", ")));
    let row = all.get(chance.below(all.len().max(1)))?;
    for _ in 0..40 {
        let place = chance.below(columns.len());
        let (name, kind, may_be_empty) = &columns[place];
        let value = match &row[place] {
            was if *was != Value::Null && *may_be_empty && chance.below(4) == 0 => Value::Null,
            was => another(chance, kind, was),
        };
        let sql = format!("UPDATE {table} SET {name} = ? WHERE {is_it}");
        let values = [value.clone()].into_iter().chain(row.iter().cloned());
        // A number that is used already, say.
        if db.execute(&sql, params_from_iter(values)).is_ok_and(|changed| changed > 0) {
            return Some(format!("{table}.{name}: {:?} is {value:?}", row[place]));
        }
    }
    None
}

/// A row is added to a table.
pub fn add(db: &Connection, chance: &mut Chance, table: &str) -> Option<String> {
    let columns = columns(db, table);
    let names: Vec<&str> = columns.iter().map(|column| &*column.0).collect();
    let like = rows(db, &format!("SELECT {} FROM {table} LIMIT 1", names.join(", "))).pop();
    for _ in 0..20 {
        let value = |place: usize, chance: &mut Chance| {
            let (name, kind, may_be_empty) = &columns[place];
            let was = like.as_ref().map_or(Value::Null, |row| row[place].clone());
            match was {
                Value::Null if *may_be_empty => Value::Null,
                was if like.is_some() && !name.contains("id") && chance.below(2) == 0 => was,
                was => another(chance, kind, &was),
            }
        };
        let values: Vec<Value> = (0..columns.len()).map(|place| value(place, chance)).collect();
        let marks = vec!["?"; columns.len()].join(", ");
        let sql = format!("INSERT INTO {table} ({}) VALUES ({marks})", names.join(", "));
        if db.execute(&sql, params_from_iter(values.clone())).is_ok() {
            return Some(format!("{table}: {values:?} came"));
        }
    }
    None
}

/// A row of a table is taken away.
pub fn remove(db: &Connection, chance: &mut Chance, table: &str) -> Option<String> {
    let names: Vec<String> = columns(db, table).into_iter().map(|column| column.0).collect();
    let all = rows(db, &format!("SELECT {} FROM {table}", names.join(", ")));
    let row = all.get(chance.below(all.len().max(1)))?;
    let is_it = names.iter().map(|name| format!("{name} IS ?")).collect::<Vec<_>>().join(" AND ");
    db.execute(&format!("DELETE FROM {table} WHERE {is_it}"), params_from_iter(row.clone())).unwrap();
    Some(format!("{table}: {row:?} went"))
}

/// The log, as it stands.
pub fn log(path: &std::path::Path) -> Vec<StoredEntry> {
    let mut log = Vec::new();
    audit::each(&Db::open_reader(path).unwrap(), |entry| {
        log.push(entry);
        Ok(true)
    })
    .unwrap();
    log
}

/// Makes the chain of the log follow again.
pub fn chain_again(log: &mut [StoredEntry]) {
    let mut before = Vec::new();
    for (id, entry) in (1..).zip(log) {
        entry.id = id;
        entry.hash = hash(entry, &before);
        before.clone_from(&entry.hash);
    }
}

/// Writes another log in the place of the one that is there.
pub fn write_log(path: &std::path::Path, log: &[StoredEntry]) {
    let db = Db::open_writer(path).unwrap();
    db.transaction(|db| {
        db.run("DELETE FROM audit", [])?;
        log.iter().try_for_each(|entry| audit::insert(db, entry))
    })
    .unwrap();
}

/// Keeps what the rows come to as they are now, as the program does when a store begins to be proved.
pub fn digests_again(path: &std::path::Path) -> Vec<u8> {
    let db = Db::open_writer(path).unwrap();
    db.transaction(|db| {
        proof::begin(db)?;
        Ok(proof::digest(db)?.to_vec())
    })
    .unwrap()
}
