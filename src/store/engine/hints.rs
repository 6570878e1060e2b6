//! Hints for the planner. A statement gives them as comments, which say nothing to an engine that has no such hint;
//! here they become what SQLite understands.
//!
//! | in a statement | what it says |
//! |---|---|
//! | `/*+ in order */ JOIN` | the tables are read in the order in which they are named |
//! | `/*+ no index */ column` | no index is read for this condition, nor a partial one taken because of it |
//! | `/*+ sorted */(column)` | the rows are put in order by it; none are read along its index |
//! | `/*+ by index_name */` | this index is read, or the statement fails |
//! | `AS /*+ once */ (` | what the name stands for is collected before the rest is read |
//! | `AS /*+ in place */ (` | what the name stands for is worked out where the name is |
//! | `found_by(?1, ?2)` | the accounts that are found by these words, at most so many; a function on a server |
//! | `/*+ whole: why */` | it goes through all there is of something that grows, and why it may; for readers and tests |

use std::borrow::Cow;

const HINTS: [(&str, &str); 5] = [
    ("/*+ in order */ JOIN", "CROSS JOIN"),
    ("/*+ no index */ ", "+"),
    // There `/*+ by index_name */` sees to it.
    ("/*+ sorted */", ""),
    ("/*+ once */", "MATERIALIZED"),
    ("/*+ in place */", "NOT MATERIALIZED"),
];

/// What begins the accounts that are found by words.
const FOUND_BY: &str = "found_by(";

/// The statement with its hints as SQLite takes them.
pub(super) fn for_sqlite(sql: &str) -> Cow<'_, str> {
    if !sql.contains("/*+") && !sql.contains(FOUND_BY) {
        return Cow::Borrowed(sql);
    }
    let mut expanded = sql.to_owned();
    for (hint, means) in HINTS {
        expanded = expanded.replace(hint, means);
    }
    while let Some((before, rest)) = expanded.split_once("/*+ by ")
        && let Some((index, after)) = rest.split_once(" */")
    {
        expanded = format!("{before}INDEXED BY {index}{after}");
    }
    while let Some((before, rest)) = expanded.split_once(FOUND_BY)
        && let Some((words, after)) = rest.split_once(')')
    {
        let words = words.replace(", ", " LIMIT ");
        expanded = format!(
            "{before}(SELECT rowid AS account_id FROM account_search WHERE account_search MATCH {words}){after}"
        );
    }
    Cow::Owned(expanded)
}

/// The same for PostgreSQL: it takes what a name stands for, and leaves which index is read to itself, but for that of an order
/// in which it would look for rows that are spread thinly: the greatest of one value is that value, and in no index.
pub(super) fn for_postgres(sql: &str) -> String {
    let mut expanded = String::with_capacity(sql.len());
    let mut rest = sql;
    while let Some((before, hint)) = rest.split_once("/*+ ")
        && let Some((hint, after)) = hint.split_once("*/")
    {
        expanded.push_str(before);
        expanded.push_str(match hint.trim_end() {
            "once" => "MATERIALIZED",
            "in place" => "NOT MATERIALIZED",
            "sorted" => "greatest",
            _ => "",
        });
        rest = after;
    }
    expanded.push_str(rest);
    expanded
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_hint_becomes_what_sqlite_understands() {
        for (hinted, expanded) in [
            ("SELECT 1 FROM a JOIN b ON a.x = b.x", "SELECT 1 FROM a JOIN b ON a.x = b.x"),
            (
                "SELECT 1 FROM a /*+ in order */ JOIN b ON b.x = a.x",
                "SELECT 1 FROM a CROSS JOIN b ON b.x = a.x",
            ),
            ("SELECT 1 FROM a /*+ by a_by_x */ WHERE x = 1", "SELECT 1 FROM a INDEXED BY a_by_x WHERE x = 1"),
            ("SELECT 1 FROM a WHERE /*+ no index */ a.x = 1", "SELECT 1 FROM a WHERE +a.x = 1"),
            ("SELECT 1 FROM a ORDER BY /*+ sorted */(a.x) DESC", "SELECT 1 FROM a ORDER BY (a.x) DESC"),
            (
                "WITH b AS /*+ once */ (x), c AS /*+ in place */ (y)",
                "WITH b AS MATERIALIZED (x), c AS NOT MATERIALIZED (y)",
            ),
            (
                "SELECT account_id FROM found_by(?2, 9) matched",
                "SELECT account_id FROM (SELECT rowid AS account_id FROM account_search WHERE account_search MATCH ?2 LIMIT 9) matched",
            ),
        ] {
            assert_eq!(for_sqlite(hinted), expanded);
        }
    }

    #[test]
    fn postgresql_takes_what_a_name_stands_for_and_puts_in_order_what_is_to_be() {
        for (hinted, expanded) in [
            ("SELECT 1 FROM a", "SELECT 1 FROM a"),
            ("/*+ whole: it is short */ SELECT 1", " SELECT 1"),
            ("SELECT 1 FROM a /*+ by a_by_x */ WHERE /*+ no index */ x = 1", "SELECT 1 FROM a  WHERE  x = 1"),
            (
                "SELECT 1 FROM a ORDER BY /*+ sorted */(a.x) DESC",
                "SELECT 1 FROM a ORDER BY greatest(a.x) DESC",
            ),
            (
                "WITH b AS /*+ once */ (x), c AS /*+ in place */ (y)",
                "WITH b AS MATERIALIZED (x), c AS NOT MATERIALIZED (y)",
            ),
        ] {
            assert_eq!(for_postgres(hinted), expanded);
        }
    }
}
