//! The schema of a store on a server: what the program's own migrations make of an empty file, said as PostgreSQL says
//! it. So both engines have the same columns, keys, checks and guards, but for what only SQLite needs a guard for.

mod expression;
mod guards;
mod tables;
mod tokens;

use rusqlite::Connection;

use crate::domain::refusal::{Refusal, StoreFault};
use crate::store::engine::{newest_schema, sqlite::migrate};

const FUNCTIONS: &str = include_str!("functions.sql");

const TABLES: &str = include_str!("tables.sql");

/// What a function that looks up rows by their keys is made with. Its statements are planned once a session, and that may
/// be while a table is empty that a million rows come to.
const ALONG_INDEXES: &str = "SET enable_seqscan = off SET plan_cache_mode = force_generic_plan";

/// What only keeps REPLACE from going past the keys of a table. Here there is none, and the keys themselves see to it: these
/// tables are those that rows come to by the hundred thousand.
const OF_REPLACE: [&str; 2] = ["bill_is_entered_once", "application_bill_is_made_once"];

/// The parts of the schema but for those of the full-text index, which is SQLite's own, the oldest first.
const PARTS: &str = "SELECT type, sql FROM sqlite_schema
    WHERE sql IS NOT NULL AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\'
    AND tbl_name NOT LIKE 'account\\_search%' ESCAPE '\\' ORDER BY rowid";

/// What makes a store of the newest version in the first schema of the session's search path, in this order; each may
/// be several statements in one text.
///
/// # Errors
/// `store`: the migrations make something that has no translation, which is a mistake of the program.
pub(super) fn statements() -> Result<Vec<String>, Refusal> {
    parts().map(Made::all)
}

/// The same, so that rows can come between its two parts.
///
/// # Errors
/// As there.
pub(super) fn parts() -> Result<Made, Refusal> {
    let file = Connection::open_in_memory()?;
    migrate(&file)?;
    let mut prepared = file.prepare(PARTS)?;
    let parts = prepared.query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?;
    translated(&parts.collect::<Result<Vec<(String, String)>, _>>()?)
}

/// What makes a store.
#[derive(Debug)]
pub(super) struct Made {
    /// The tables, and what the others are told in terms of.
    pub tables: Vec<String>,
    /// What looks at each row: references, indexes, guards and what writes down what is changed.
    pub rest: Vec<String>,
}

impl Made {
    fn all(self) -> Vec<String> {
        [self.tables, self.rest].concat()
    }
}

fn translated(parts: &[(String, String)]) -> Result<Made, Refusal> {
    let is_of_replace =
        |sql: &str| OF_REPLACE.iter().any(|name| sql.starts_with(&format!("CREATE TRIGGER {name} ")));
    let of = |kind: &'static str| {
        let of_kind = parts.iter().filter(move |part| part.0 == kind && !is_of_replace(&part.1));
        of_kind.map(|part| part.1.as_str())
    };
    let known = ["table", "index", "trigger"];
    if let Some((_, sql)) = parts.iter().find(|part| !known.contains(&part.0.as_str())) {
        return Err(unknown(sql));
    }
    let desk = format!("INSERT INTO desk (schema_version) VALUES ({})", newest_schema());
    let mut tables = vec![FUNCTIONS.to_owned(), TABLES.to_owned(), desk];
    let mut rest = Vec::new();
    let mut captured = Vec::new();
    for sql in of("table") {
        let made = tables::table(sql).ok_or_else(|| unknown(sql))?;
        tables.extend(made.statements);
        rest.extend(made.foreign_keys);
        captured.push(format!(
            "CREATE TRIGGER capture AFTER INSERT OR UPDATE OR DELETE ON {} FOR EACH ROW EXECUTE FUNCTION capture()",
            made.name
        ));
    }
    for sql in of("index") {
        rest.push(tables::index(sql).ok_or_else(|| unknown(sql))?);
    }
    let guards = of("trigger").count();
    for (place, sql) in (1..=guards).rev().zip(of("trigger")) {
        rest.extend(guards::guard(place, sql).ok_or_else(|| unknown(sql))?);
    }
    rest.extend(captured);
    Ok(Made { tables, rest })
}

fn unknown(sql: &str) -> Refusal {
    Refusal::Store { fault: StoreFault::Other { detail: format!("no translation for PostgreSQL: {sql}") } }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn one(kind: &str, sql: &str) -> Result<Vec<String>, Refusal> {
        translated(&[(kind.to_owned(), sql.to_owned())]).map(Made::all)
    }

    /// The statements of a part, without what every schema has.
    fn said(kind: &str, sql: &str) -> Vec<String> {
        one(kind, sql).unwrap().split_off(3)
    }

    #[test]
    fn all_of_the_schema_is_translated() {
        let statements = statements().unwrap();
        let file = Connection::open_in_memory().unwrap();
        migrate(&file).unwrap();
        let count = |kind: &str| -> u32 {
            file.query_row(&format!("SELECT count(*) FROM ({PARTS}) WHERE type = ?1"), [kind], |row| {
                row.get(0)
            })
            .unwrap()
        };
        let said =
            |what: &str| statements.iter().filter(|statement| statement.starts_with(what)).count() as u32;
        assert!(count("table") > 50 && count("index") > 80 && count("trigger") > 180);
        assert_eq!(said("CREATE TABLE"), count("table"));
        assert_eq!(said("CREATE INDEX") + said("CREATE UNIQUE INDEX"), count("index"));
        let guards = count("trigger") - OF_REPLACE.len() as u32;
        assert_eq!(said("CREATE TRIGGER"), guards + count("table"), "each table is captured");
    }

    #[test]
    fn a_table_has_the_same_columns_and_checks_and_its_references_come_later() {
        let sql = "CREATE TABLE a (id INTEGER PRIMARY KEY, code TEXT NOT NULL UNIQUE CHECK (code <> ''),
            b_id INTEGER DEFAULT 1 REFERENCES b (id) ON DELETE CASCADE, hash BLOB, -- of all
            twice INTEGER GENERATED ALWAYS AS (2 * b_id) VIRTUAL,
            UNIQUE (code, b_id), FOREIGN KEY (code, b_id) REFERENCES c (x, y),
            CONSTRAINT one CHECK ((hash IS NULL) <> (b_id IS NULL))) STRICT";
        assert_eq!(
            said("table", sql),
            [
                "CREATE FUNCTION next_a() RETURNS BIGINT LANGUAGE plpgsql SET enable_seqscan = off \
                SET plan_cache_mode = force_generic_plan AS 'BEGIN RETURN coalesce((SELECT max(id) FROM a), 0) + 1; END'",
                "CREATE TABLE a (\n    id BIGINT PRIMARY KEY DEFAULT next_a(),\n    \
                code TEXT COLLATE \"C\" NOT NULL UNIQUE CHECK (code <> ''),\n    b_id BIGINT DEFAULT 1,\n    \
                hash BYTEA,\n    twice BIGINT GENERATED ALWAYS AS (2 * b_id) STORED,\n    \
                UNIQUE (code, b_id),\n    CONSTRAINT one CHECK ((hash IS NULL) <> (b_id IS NULL))\n)",
                "ALTER TABLE a ADD FOREIGN KEY (b_id) REFERENCES b (id) ON DELETE CASCADE",
                "ALTER TABLE a ADD FOREIGN KEY (code, b_id) REFERENCES c (x, y)",
                "CREATE TRIGGER capture AFTER INSERT OR UPDATE OR DELETE ON a FOR EACH ROW EXECUTE FUNCTION capture()",
            ]
        );
        let sql = "CREATE TABLE a (code TEXT NOT NULL PRIMARY KEY) STRICT, WITHOUT ROWID";
        assert_eq!(
            said("table", sql)[0],
            "CREATE TABLE a (\n    code TEXT COLLATE \"C\" NOT NULL PRIMARY KEY\n)"
        );
    }

    #[test]
    fn an_index_is_of_the_same_rows() {
        let sql = "CREATE UNIQUE INDEX once ON a (x, coalesce(y, ''))\n    WHERE z IS NOT NULL";
        assert_eq!(
            said("index", sql),
            ["CREATE UNIQUE INDEX once ON a (x, coalesce(y, '')) WHERE z IS NOT NULL"]
        );
    }

    #[test]
    fn a_guard_that_looks_nothing_up_has_no_function_of_its_own() {
        let sql = "CREATE TRIGGER a_stays BEFORE UPDATE OF x, y ON a WHEN NEW.x IS NOT OLD.x
            BEGIN SELECT RAISE(ABORT, 'it''s so'); END";
        assert_eq!(
            said("trigger", sql),
            ["CREATE TRIGGER \"001 a_stays\" BEFORE UPDATE OF x, y ON a FOR EACH ROW \
            WHEN (NEW.x IS DISTINCT FROM OLD.x) EXECUTE FUNCTION refuse('it''s so')"]
        );
    }

    #[test]
    fn a_guard_that_looks_something_up_does_it_in_the_same_order() {
        let sql = "CREATE TRIGGER a_adds_up AFTER INSERT ON a WHEN EXISTS (SELECT 1 FROM b) BEGIN
            SELECT RAISE(ABORT, 'one') WHERE NEW.x > 1;
            SELECT CASE WHEN c.y IS NULL THEN RAISE(ABORT, 'two') END FROM c WHERE c.id = NEW.id;
        END";
        assert_eq!(
            said("trigger", sql),
            [
                "CREATE FUNCTION a_adds_up() RETURNS trigger LANGUAGE plpgsql SET enable_seqscan = off \
                SET plan_cache_mode = force_generic_plan AS $guard$\n\
                #variable_conflict use_column\nBEGIN\nIF EXISTS (SELECT 1 FROM b) THEN\n\
                PERFORM refuse('one') WHERE NEW.x > 1;\n\
                PERFORM CASE WHEN c.y IS NULL THEN refuse('two') END FROM c WHERE c.id = NEW.id;\n\
                END IF;\nRETURN NULL;\nEND $guard$",
                "CREATE TRIGGER \"001 a_adds_up\" AFTER INSERT ON a FOR EACH ROW EXECUTE FUNCTION a_adds_up()",
            ]
        );
        let of = |time: &str, answer: &str| {
            let sql = format!(
                "CREATE TRIGGER t {time} ON a WHEN (SELECT 1) = 1 BEGIN SELECT RAISE(ABORT, ''); END"
            );
            let said = said("trigger", &sql);
            assert!(said[0].contains(&format!("RETURN {answer};\nEND")), "{said:?}");
        };
        of("BEFORE INSERT", "NEW");
        of("BEFORE UPDATE", "NEW");
        of("BEFORE DELETE", "OLD");
    }

    #[test]
    fn the_youngest_guard_is_asked_first() {
        let guard = |name: &str| {
            let sql =
                format!("CREATE TRIGGER {name} BEFORE DELETE ON a BEGIN SELECT RAISE(ABORT, '{name}'); END");
            ("trigger".to_owned(), sql)
        };
        let said = translated(&[guard("older"), guard("younger")]).unwrap().rest;
        let place = |name: &str| {
            let found = said.iter().find(|statement| statement.contains(name)).unwrap();
            found.split('"').nth(1).unwrap().to_owned()
        };
        assert!(place("younger") < place("older"));
    }

    #[test]
    fn what_has_no_translation_is_named() {
        for (kind, sql) in [
            ("table", "CREATE TABLE a (x REAL) STRICT"),
            ("table", "CREATE TABLE a (x TEXT)"),
            ("table", "CREATE TABLE a (x TEXT CHECK (typeof(x) = 'text')) STRICT"),
            ("table", "CREATE TABLE a (x TEXT COLLATE NOCASE) STRICT"),
            ("index", "CREATE INDEX i ON a (hex(x))"),
            ("trigger", "CREATE TRIGGER t AFTER INSERT ON a BEGIN UPDATE b SET n = n + 1; END"),
            ("trigger", "CREATE TRIGGER t INSTEAD OF INSERT ON a BEGIN SELECT RAISE(ABORT, ''); END"),
            ("trigger", "CREATE TRIGGER t BEFORE INSERT ON a BEGIN SELECT RAISE(IGNORE); END"),
            ("view", "CREATE VIEW v AS SELECT 1"),
        ] {
            let Err(Refusal::Store { fault: StoreFault::Other { detail } }) = one(kind, sql) else {
                panic!("{sql} was translated");
            };
            assert!(detail.ends_with(sql), "{detail}");
        }
    }
}
