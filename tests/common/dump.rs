//! A whole store as text: to be compared, or to be made again from it.

use std::fmt::Write;
use std::path::Path;

use super::place;
use rusqlite::types::ValueRef;
use rusqlite::{Connection, OpenFlags};

/// Everything in the store at `path`: its marks, its schema and every row, as statements that make it again.
pub fn dump(path: &Path) -> String {
    if place::is_server() {
        return place::rows(path);
    }
    let db = Connection::open_with_flags(path, OpenFlags::SQLITE_OPEN_READ_ONLY).unwrap();
    dump_of(&db)
}

/// The refusals that stand in the log as attempts.
pub fn is_attempt(refusal: &str) -> bool {
    ["four-eyes", "not-permitted", "sign-in-failed"].contains(&refusal)
}

/// A dump without the log and what follows from it.
pub fn but_for_log(dump: &str) -> String {
    let of_log = ["audit", "audit_object", "table_digest"].map(|table| format!("INSERT INTO \"{table}\" "));
    let lines = dump.lines().filter(|line| !of_log.iter().any(|begins| line.starts_with(begins)));
    lines.flat_map(|line| [line, "\n"]).collect()
}

/// The same of an open connection.
pub fn dump_of(db: &Connection) -> String {
    dump_as(db, db)
}

/// What a store would be that has the marks and the schema of one and the rows of another.
pub fn dump_as(shape: &Connection, filling: &Connection) -> String {
    let mut text = String::from("PRAGMA foreign_keys = OFF;\nBEGIN;\n");
    for mark in ["application_id", "user_version"] {
        let value: i64 = shape.query_row(&format!("PRAGMA {mark}"), [], |row| row.get(0)).unwrap();
        writeln!(text, "PRAGMA {mark} = {value};").unwrap();
    }
    let schema = schema(shape);
    // A virtual table is entered by hand, since making it would make the tables that it keeps its content in.
    text.push_str("PRAGMA writable_schema = ON;\n");
    for (name, sql) in schema.iter().filter(|(_, sql)| sql.starts_with("CREATE VIRTUAL TABLE")) {
        let (name, sql) = (quoted(name), quoted(sql));
        let values = format!("'table', {name}, {name}, 0, {sql}");
        writeln!(text, "INSERT INTO sqlite_schema (type, name, tbl_name, rootpage, sql) VALUES ({values});")
            .unwrap();
    }
    for (name, sql) in schema.iter().filter(|(_, sql)| sql.starts_with("CREATE TABLE")) {
        writeln!(text, "\n{sql};").unwrap();
        rows(name, &columns(shape, name), filling, &mut text);
    }
    let is_table = |sql: &str| sql.starts_with("CREATE TABLE") || sql.starts_with("CREATE VIRTUAL TABLE");
    for (_, sql) in schema.iter().filter(|(_, sql)| !is_table(sql)) {
        writeln!(text, "{sql};").unwrap();
    }
    text.push_str("PRAGMA writable_schema = RESET;\nCOMMIT;\n");
    text
}

/// What the schema consists of, by name, in the order in which it was made.
pub fn schema(db: &Connection) -> Vec<(String, String)> {
    let sql = "SELECT name, sql FROM sqlite_schema WHERE sql IS NOT NULL AND name NOT LIKE 'sqlite_%' ORDER BY rowid";
    let mut statement = db.prepare(sql).unwrap();
    let rows = statement.query_map([], |row| Ok((row.get(0)?, row.get(1)?))).unwrap();
    rows.map(Result::unwrap).collect()
}

/// The columns that are kept: what is worked out from them is not.
fn columns(db: &Connection, table: &str) -> Vec<String> {
    let mut statement = db.prepare("SELECT name FROM pragma_table_info(?1)").unwrap();
    let names = statement.query_map([table], |row| row.get::<_, String>(0)).unwrap();
    names.map(|name| format!("\"{}\"", name.unwrap())).collect()
}

fn rows(table: &str, columns: &[String], db: &Connection, text: &mut String) {
    let mut statement = db.prepare(&format!("SELECT {} FROM \"{table}\"", columns.join(", "))).unwrap();
    let mut rows = statement.query([]).unwrap();
    while let Some(row) = rows.next().unwrap() {
        let values: Vec<String> = (0..columns.len()).map(|i| literal(row.get_ref(i).unwrap())).collect();
        writeln!(text, "INSERT INTO \"{table}\" VALUES ({});", values.join(", ")).unwrap();
    }
}

fn literal(value: ValueRef<'_>) -> String {
    match value {
        ValueRef::Null => "NULL".to_owned(),
        ValueRef::Integer(number) => number.to_string(),
        ValueRef::Real(number) => format!("{number:?}"),
        ValueRef::Text(text) => quoted(std::str::from_utf8(text).unwrap()),
        ValueRef::Blob(bytes) => {
            let hex: String = bytes.iter().map(|byte| format!("{byte:02X}")).collect();
            format!("X'{hex}'")
        }
    }
}

fn quoted(text: &str) -> String {
    format!("'{}'", text.replace('\'', "''"))
}
