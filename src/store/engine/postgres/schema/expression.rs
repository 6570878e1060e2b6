//! Conditions and values of the schema, as PostgreSQL says them.

use super::tokens::{is_word, joined};

/// What may stand before an opening bracket: the functions that mean the same on both engines, and words of the
/// language.
const BEFORE_BRACKETS: &[&str] = &[
    "coalesce",
    "json_extract",
    "length",
    "max",
    "sum",
    "upper",
    "AND",
    "CASE",
    "EXISTS",
    "FROM",
    "IN",
    "NOT",
    "ON",
    "OR",
    "SELECT",
    "THEN",
    "WHEN",
    "WHERE",
];

/// What PostgreSQL does not have, or has with another meaning.
const UNKNOWN: &[&str] =
    &["\"", "`", "[", "?", "%", "/", "||", "rowid", "oid", "COLLATE", "GLOB", "MATCH", "RAISE", "REGEXP"];

/// The expression that the tokens are; none: one that has no translation.
pub fn expression(tokens: &[&str]) -> Option<String> {
    let mut translated: Vec<String> = Vec::new();
    let mut rest = tokens;
    while let Some(first) = rest.first() {
        let (says, length) = match rest {
            ["IS", "NULL", ..] => ("IS NULL".to_owned(), 2),
            ["IS", "NOT", "NULL", ..] => ("IS NOT NULL".to_owned(), 3),
            ["IS", "NOT", ..] => ("IS DISTINCT FROM".to_owned(), 2),
            ["IS", ..] => ("IS NOT DISTINCT FROM".to_owned(), 1),
            ["NOT", "GLOB", pattern, ..] => (format!("!~ {}", outside_of(pattern)?), 3),
            // A truth that is asked for where there may be none.
            ["END", ",", "0", ")", ..] => ("END, false".to_owned(), 3),
            ["RAISE", "(", "ABORT", ",", message, ")", ..] => (format!("refuse({message})"), 6),
            [word, "(", ..] if is_word(word) && !BEFORE_BRACKETS.contains(word) => return None,
            _ if UNKNOWN.contains(first) => return None,
            _ => ((*first).to_owned(), 1),
        };
        translated.push(says);
        rest = &rest[length..];
    }
    Some(joined(translated.iter().map(String::as_str)))
}

/// The regular expression for any character outside of a set, for what GLOB says of it: `*[^0-9]*`.
fn outside_of(pattern: &str) -> Option<String> {
    let set = pattern.strip_prefix("'*[^")?.strip_suffix("]*'")?;
    let is_plain = set.chars().all(|c| c.is_ascii_alphanumeric() || c == '-');
    is_plain.then(|| format!("'[^{set}]'"))
}

#[cfg(test)]
mod tests {
    use super::super::tokens::tokens;
    use super::*;

    #[test]
    fn what_sqlite_says_otherwise_is_said_as_postgresql_says_it() {
        for (sqlite, postgres) in [
            ("a IS NULL AND b IS NOT NULL", "a IS NULL AND b IS NOT NULL"),
            (
                "NEW.a IS OLD.a OR b IS NOT (SELECT 1)",
                "NEW.a IS NOT DISTINCT FROM OLD.a OR b IS DISTINCT FROM (SELECT 1)",
            ),
            ("length(a) = 19 AND a NOT GLOB '*[^0-9]*'", "length(a) = 19 AND a !~ '[^0-9]'"),
            (
                "NOT coalesce(CASE a WHEN 1 THEN b IN (1) END, 0)",
                "NOT coalesce(CASE a WHEN 1 THEN b IN (1) END, false)",
            ),
            ("coalesce(a, 0)", "coalesce(a, 0)"),
        ] {
            assert_eq!(expression(&tokens(sqlite)).as_deref(), Some(postgres));
        }
    }

    #[test]
    fn what_is_not_known_is_not_translated() {
        for sqlite in [
            "typeof(a) = 'text'",
            "a GLOB 'x*'",
            "a NOT GLOB 'x*'",
            "a || b",
            "rowid = 1",
            "\"a\" = 1",
            "a % 2",
        ] {
            assert_eq!(expression(&tokens(sqlite)), None, "{sqlite}");
        }
    }
}
