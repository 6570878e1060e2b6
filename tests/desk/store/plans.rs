//! How the statements of the store are carried out: along indexes, however many rows there are.

use std::fs;
use std::path::{Path, PathBuf};

use rusqlite::Connection;

use crate::common::Play;

/// The tables that grow with the years.
const LARGE: [&str; 10] = [
    "account",
    "application",
    "application_bill",
    "audit",
    "bill",
    "bill_offset",
    "event",
    "invoice",
    "non_invoiceable",
    "refund",
];

/// Statements that look at every row because that is what they are for, and why.
const WHOLE: [(&str, &str); 11] = [
    ("account/all.sql", "checking and importing go through every account"),
    ("application/list.sql", "the command line lists every application that it is not told to leave out"),
    ("audit/all.sql", "the log is checked from its beginning"),
    ("audit/of_op.sql", "read from behind, up to the revocation that is known to be there"),
    ("ledger/count.sql", "the entries that are exported are counted"),
    ("ledger/list.sql", "every entry is exported, by account"),
    ("overview/begun.sql", "whether there is one row is known at the first"),
    ("overview/non_invoiceable.sql", "the overview adds up every ledger entry; a person wrote each of them"),
    ("recurring/enabled.sql", "a run asks for the plan of every account, in their order"),
    ("recurring/listed.sql", "the list of plans has that of every account, in their order"),
    ("summary/counts.sql", "the rows are counted, along the smallest index"),
];

/// The statements that stand in files of their own, but for the laws, which are asked of every row.
fn statements() -> Vec<(String, String)> {
    let store = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/store");
    let mut statements = Vec::new();
    let mut folders = vec![store.clone()];
    while let Some(folder) = folders.pop() {
        let entries: Vec<PathBuf> = fs::read_dir(folder).unwrap().map(|e| e.unwrap().path()).collect();
        for path in entries {
            let name = path.strip_prefix(&store).unwrap().to_string_lossy().replace('\\', "/");
            if path.is_dir() && !["laws", "migrations"].contains(&name.as_str()) {
                folders.push(path);
            } else if name.ends_with(".sql") {
                statements.push((name, fs::read_to_string(path).unwrap()));
            }
        }
    }
    statements.sort();
    statements
}

fn plan(db: &Connection, sql: &str) -> Vec<String> {
    let mut statement =
        db.prepare(&format!("EXPLAIN QUERY PLAN {sql}")).unwrap_or_else(|e| panic!("{sql}\n{e}"));
    let mut rows = statement.raw_query();
    let mut plan = Vec::new();
    while let Some(row) = rows.next().unwrap() {
        plan.push(row.get(3).unwrap());
    }
    plan
}

/// The large table that a step of a plan goes through from end to end, if it does. An index of some rows alone, a
/// partial one, leads to these; and the newest row is the first from behind.
fn scanned(db: &Connection, step: &str, sql: &str) -> Option<String> {
    let words: Vec<&str> = step.strip_prefix("SCAN ")?.split(' ').collect();
    let sql_words: Vec<&str> =
        sql.split(|c: char| !(c.is_alphanumeric() || c == '_')).filter(|word| !word.is_empty()).collect();
    // `FROM bill b`, `JOIN bill b`, `FROM bill`.
    let after = |i: usize| sql_words.get(i).copied();
    let begins = |i: &usize| matches!(sql_words[*i], "FROM" | "JOIN");
    let named = |i: &usize| [after(i + 1), after(i + 2)].contains(&Some(words[0]));
    let table = (0..sql_words.len()).filter(begins).find(named).and_then(|i| after(i + 1))?;
    let is_partial = |index: &str| {
        let sql = "SELECT sql LIKE '% WHERE %' FROM sqlite_schema WHERE name = ?1 AND sql IS NOT NULL";
        db.query_row(sql, [index], |row| row.get(0)).unwrap_or(false)
    };
    let leads_to_some = words.last().is_some_and(|index| is_partial(index)) || sql.contains("DESC LIMIT 1");
    (LARGE.contains(&table) && !leads_to_some).then(|| table.to_owned())
}

#[test]
fn no_statement_goes_through_a_large_table_from_end_to_end() {
    let play = Play::new();
    let db = Connection::open(play.desk.path()).unwrap();
    let mut found = Vec::new();
    for (name, sql) in statements() {
        let sql = sql.trim();
        for step in plan(&db, sql) {
            if scanned(&db, &step, sql).is_some() && !WHOLE.iter().any(|(whole, _)| *whole == name) {
                found.push(format!("{name}: {step}"));
            }
        }
    }
    assert!(found.is_empty(), "\n{}\n", found.join("\n"));
    let is_there = |whole: &str| statements().iter().any(|(name, _)| name == whole);
    assert!(WHOLE.iter().all(|(whole, _)| is_there(whole)), "a statement is excused that is no more");
}

#[test]
fn what_decides_a_balance_is_found_by_indexes() {
    let play = Play::new();
    let db = Connection::open(play.desk.path()).unwrap();
    for (sql, index) in [
        (include_str!("../../../src/store/bill/of_account.sql"), "bill_by_account"),
        (include_str!("../../../src/store/ledger/entries.sql"), "non_invoiceable_by_account"),
        (include_str!("../../../src/store/ledger/offsets.sql"), "application_by_account"),
        (include_str!("../../../src/store/ledger/offsets.sql"), "bill_offset_by_application"),
    ] {
        let plan = plan(&db, sql);
        assert!(plan.iter().any(|step| step.contains(index)), "{sql}\n{plan:#?}");
    }
    // The bills come in their order out of the index.
    let bills = plan(&db, include_str!("../../../src/store/bill/of_account.sql"));
    assert!(!bills.iter().any(|step| step.contains("TEMP B-TREE")), "{bills:#?}");
}

#[test]
fn a_statement_that_does_is_found() {
    let play = Play::new();
    let db = Connection::open(play.desk.path()).unwrap();
    for (sql, table) in [
        ("SELECT amount FROM bill", Some("bill")),
        ("SELECT a.id FROM account c CROSS JOIN bill a WHERE c.id = ?1 AND a.item = ?2", Some("bill")),
        ("SELECT id FROM bill WHERE bill_no = ?1", None),
        ("SELECT id FROM bill WHERE used > amount - refunded", None),
        ("SELECT code FROM issuer", None),
    ] {
        let found = plan(&db, sql).iter().find_map(|step| scanned(&db, step, sql));
        assert_eq!(found.as_deref(), table, "{sql}");
    }
}
