//! Triggers, which only refuse: each becomes a trigger of the same name behind its place.

use super::ALONG_INDEXES;
use super::expression::expression;
use super::tokens::tokens;

/// What makes the trigger that SQLite makes by `sql`; none: something of it has no translation.
///
/// Of several triggers SQLite asks the youngest first, PostgreSQL the first by name: `place` is counted from the youngest.
pub fn guard(place: usize, sql: &str) -> Option<Vec<String>> {
    let tokens = tokens(sql);
    let (head, body) = tokens.split_at(tokens.iter().position(|token| *token == "BEGIN")?);
    let (["CREATE", "TRIGGER", name, time, event @ ..], ["BEGIN", body @ .., "END"]) = (head, body) else {
        return None;
    };
    // What a BEFORE trigger answers is the row that is written.
    let answer = match (*time, event) {
        ("BEFORE", ["DELETE", ..]) => "OLD",
        ("BEFORE", _) => "NEW",
        ("AFTER", _) => "NULL",
        _ => return None,
    };
    let condition = event.iter().position(|token| *token == "WHEN").unwrap_or(event.len());
    let (event, condition) = event.split_at(condition);
    let ["INSERT" | "UPDATE" | "DELETE", .., "ON", _] = event else { return None };
    let event = expression(event)?;
    let trigger = format!("CREATE TRIGGER \"{place:03} {name}\" {time} {event} FOR EACH ROW");
    let condition = match condition {
        ["WHEN", condition @ ..] => Some(condition),
        _ => None,
    };
    if let ["SELECT", "RAISE", "(", "ABORT", ",", message, ")", ";"] = body
        && condition.is_none_or(|condition| !condition.contains(&"SELECT"))
    {
        let when = match condition {
            Some(condition) => format!(" WHEN ({})", expression(condition)?),
            None => String::new(),
        };
        return Some(vec![format!("{trigger}{when} EXECUTE FUNCTION refuse({message})")]);
    }
    let mut does = String::new();
    for statement in body.split(|token| *token == ";").filter(|statement| !statement.is_empty()) {
        let ["SELECT", rest @ ..] = statement else { return None };
        does = format!("{does}PERFORM {};\n", expression(rest)?);
    }
    if let Some(condition) = condition {
        does = format!("IF {} THEN\n{does}END IF;\n", expression(condition)?);
    }
    // A name within a statement that is a column is the column, as SQLite has it.
    let function = format!(
        "CREATE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql {ALONG_INDEXES} AS $guard$\n#variable_conflict use_column\n\
         BEGIN\n{does}RETURN {answer};\nEND $guard$"
    );
    Some(vec![function, format!("{trigger} EXECUTE FUNCTION {name}()")])
}
