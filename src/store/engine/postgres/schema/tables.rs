//! Tables and indexes.

use super::ALONG_INDEXES;
use super::expression::expression;
use super::tokens::{brackets, is_word, joined, parts, tokens};

/// A table, with what refers to other tables apart, which may come later.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Table {
    pub name: String,
    /// What gives its rows their numbers, and makes it.
    pub statements: Vec<String>,
    pub foreign_keys: Vec<String>,
}

/// What makes the table that SQLite makes by `sql`; none: something of it has no translation.
pub fn table(sql: &str) -> Option<Table> {
    let tokens = tokens(sql);
    let ["CREATE", "TABLE", name, rest @ ..] = tokens.as_slice() else { return None };
    let (inside, options) = brackets(rest)?;
    if !matches!(options, ["STRICT"] | ["STRICT", ",", "WITHOUT", "ROWID"]) {
        return None;
    }
    let mut made = Table { name: (*name).to_owned(), ..Table::default() };
    let mut lines = Vec::new();
    for part in parts(inside) {
        let line = match part {
            ["FOREIGN", "KEY", key @ ..] => {
                let (columns, to) = brackets(key)?;
                made.refer(&joined(columns.iter().copied()), to)?;
                continue;
            }
            ["PRIMARY", "KEY", key @ ..] => format!("PRIMARY KEY {}", columns(key)?),
            ["UNIQUE", key @ ..] => format!("UNIQUE {}", columns(key)?),
            ["CHECK", condition @ ..] => check(condition)?.0,
            ["CONSTRAINT", name, "CHECK", condition @ ..] => {
                format!("CONSTRAINT {name} {}", check(condition)?.0)
            }
            [column, kind, clauses @ ..] if is_word(column) => made.column(column, kind, clauses)?,
            _ => return None,
        };
        lines.push(line);
    }
    made.statements.push(format!("CREATE TABLE {name} (\n    {}\n)", lines.join(",\n    ")));
    Some(made)
}

impl Table {
    fn column(&mut self, column: &str, kind: &str, clauses: &[&str]) -> Option<String> {
        let kind = match kind {
            "INTEGER" => "BIGINT",
            "TEXT" => "TEXT COLLATE \"C\"",
            "BLOB" => "BYTEA",
            _ => return None,
        };
        let mut line = format!("{column} {kind}");
        let mut rest = clauses;
        while !rest.is_empty() {
            let (clause, after) = match rest {
                ["NOT", "NULL", after @ ..] => ("NOT NULL".to_owned(), after),
                ["PRIMARY", "KEY", after @ ..]
                    if kind == "BIGINT" && !clauses.starts_with(&["NOT", "NULL"]) =>
                {
                    (self.number(column), after)
                }
                ["PRIMARY", "KEY", after @ ..] => ("PRIMARY KEY".to_owned(), after),
                ["UNIQUE", after @ ..] => ("UNIQUE".to_owned(), after),
                ["DEFAULT", value, after @ ..] if is_value(value) => (format!("DEFAULT {value}"), after),
                ["CHECK", condition @ ..] => check(condition)?,
                ["REFERENCES", ..] => (String::new(), self.refer(column, rest)?),
                ["GENERATED", "ALWAYS", "AS", value @ ..] => {
                    let (inside, after) = brackets(value)?;
                    let ["VIRTUAL", after @ ..] = after else { return None };
                    (format!("GENERATED ALWAYS AS ({}) STORED", expression(inside)?), after)
                }
                _ => return None,
            };
            if !clause.is_empty() {
                line = format!("{line} {clause}");
            }
            rest = after;
        }
        Some(line)
    }

    /// The numbers of the rows are counted as SQLite counts them, each one more than the highest there is. The function
    /// is the table's own, so that its statement is not planned for each row.
    fn number(&mut self, column: &str) -> String {
        let table = &self.name;
        self.statements.push(format!(
            "CREATE FUNCTION next_{table}() RETURNS BIGINT LANGUAGE plpgsql {ALONG_INDEXES} AS \
             'BEGIN RETURN coalesce((SELECT max({column}) FROM {table}), 0) + 1; END'"
        ));
        format!("PRIMARY KEY DEFAULT next_{table}()")
    }

    /// Takes the reference with which the tokens begin; answers what follows it.
    fn refer<'a, 'b>(&mut self, columns: &str, tokens: &'b [&'a str]) -> Option<&'b [&'a str]> {
        let ["REFERENCES", other, key @ ..] = tokens else { return None };
        let (referred, mut after) = brackets(key)?;
        let mut does = String::new();
        if let ["ON", "DELETE", then @ ..] = after {
            let (action, behind) = match then {
                ["CASCADE", behind @ ..] => ("CASCADE", behind),
                ["SET", "NULL", behind @ ..] => ("SET NULL", behind),
                _ => return None,
            };
            (does, after) = (format!(" ON DELETE {action}"), behind);
        }
        let (table, referred) = (&self.name, joined(referred.iter().copied()));
        self.foreign_keys.push(format!(
            "ALTER TABLE {table} ADD FOREIGN KEY ({columns}) REFERENCES {other} ({referred}){does}"
        ));
        Some(after)
    }
}

/// What makes the index that SQLite makes by `sql`; none: something of it has no translation.
pub fn index(sql: &str) -> Option<String> {
    let tokens = tokens(sql);
    let at = tokens.iter().position(|token| *token == "ON")?;
    let (["CREATE", "INDEX", _] | ["CREATE", "UNIQUE", "INDEX", _], ["ON", table, rest @ ..]) =
        tokens.split_at(at)
    else {
        return None;
    };
    let (keys, rest) = brackets(rest)?;
    let made = joined(tokens[..at].iter().copied());
    let keys = expression(keys)?;
    match rest {
        [] => Some(format!("{made} ON {table} ({keys})")),
        ["WHERE", condition @ ..] => {
            Some(format!("{made} ON {table} ({keys}) WHERE {}", expression(condition)?))
        }
        _ => None,
    }
}

/// A list of columns in brackets, and nothing behind it.
fn columns(tokens: &[&str]) -> Option<String> {
    let (names, []) = brackets(tokens)? else { return None };
    Some(format!("({})", joined(names.iter().copied())))
}

fn check<'a, 'b>(tokens: &'b [&'a str]) -> Option<(String, &'b [&'a str])> {
    let (condition, after) = brackets(tokens)?;
    Some((format!("CHECK ({})", expression(condition)?), after))
}

fn is_value(token: &str) -> bool {
    token.starts_with('\'') || token.bytes().all(|byte| byte.is_ascii_digit())
}
