//! The texts of cells without their dress: edges, marks, lines.

use crate::domain::import::Field;
use crate::exchange::table::{Cell, is_invisible};
use crate::exchange::word_list::WordList;

/// Whether a cell holds the error of a formula, also where a text file only has its name.
pub(super) fn is_error(cell: &Cell) -> bool {
    const NAMES: WordList = WordList("#N/A, #REF!, #VALUE!, #DIV/0!, #NAME?, #NUM!, #NULL!, #SPILL!");
    match cell {
        Cell::Error(_) => true,
        Cell::Text(text) => text.trim_start().starts_with('#') && NAMES.has(text.trim()),
        Cell::Empty
        | Cell::Number(_)
        | Cell::Shown(_)
        | Cell::Date(_)
        | Cell::Moment(_)
        | Cell::Uncalculated => false,
    }
}

/// Whether the digits of a field name something, so that none may be lost.
pub(super) fn is_number_of_something(field: Field) -> bool {
    matches!(
        field,
        Field::BillNo
            | Field::Account
            | Field::VerifiedTaxId
            | Field::BankAccount
            | Field::Phone
            | Field::Mobile
    )
}

/// A cell without the marks around its text.
pub(super) fn plain_cell(cell: &Cell) -> Cell {
    match cell {
        Cell::Text(text) => Cell::Text(trimmed(text).to_owned()),
        other => other.clone(),
    }
}

/// Whether a cell says this and nothing else.
pub(super) fn is_text(cell: &Cell, text: &str) -> bool {
    match cell {
        Cell::Empty => text.is_empty(),
        Cell::Text(own) => {
            let own = trimmed(own);
            own == text || (own.contains(is_invisible) && one_line(own) == text)
        }
        _ => false,
    }
}

/// A text without what cannot be seen at its edges, and without the marks by which exports keep spreadsheets from
/// taking it for something else: `'00123`, `` `INV-1 ``, `="00123"`.
pub(in crate::exchange) fn trimmed(text: &str) -> &str {
    const MARKS: [char; 4] = ['\'', '`', '\u{FF07}', '\u{FF40}'];
    let text = text.trim_matches(is_invisible);
    if let Some(inside) = text.strip_prefix("=\"").and_then(|rest| rest.strip_suffix('"')) {
        return inside.trim_matches(is_invisible);
    }
    let Some(mark) = text.chars().next().filter(|c| MARKS.contains(c)) else { return text };
    let rest = &text[mark.len_utf8()..];
    // Some programs set texts between two of them.
    rest.strip_suffix(mark).unwrap_or(rest).trim_matches(is_invisible)
}

/// A text in one line.
pub(in crate::exchange) fn one_line(text: &str) -> String {
    let text = trimmed(text);
    if !text.contains(|c: char| is_invisible(c) && c != ' ') && !text.contains("  ") {
        return text.to_owned();
    }
    let parts: Vec<_> = text.split(is_invisible).filter(|part| !part.is_empty()).collect();
    parts.join(" ")
}
