//! One cell and one row.

use std::borrow::Cow;

use chrono::NaiveDate;

/// What a cell holds. Text files have only [`Cell::Text`] and [`Cell::Empty`].
#[derive(Clone, Debug, Default, PartialEq)]
pub enum Cell {
    /// Nothing.
    #[default]
    Empty,
    /// Text as it stands, not trimmed.
    Text(String),
    /// A number of a workbook.
    Number(f64),
    /// A date of a workbook; its time of day is dropped.
    Date(NaiveDate),
    /// The error of a formula, such as `#N/A`.
    Error(String),
}

/// A row and where it stands.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Row {
    /// The number that a spreadsheet shows beside it, from 1.
    pub number: u32,
    /// Its cells from the first column; those after the last filled one may be missing.
    pub cells: Vec<Cell>,
}

/// Above this, neighbouring whole numbers share one floating-point number: digits are lost.
const EXACT_INTEGERS: f64 = 9_007_199_254_740_992.0;

impl Cell {
    /// The cell as a spreadsheet shows it, numbers without exponent or grouping, dates as `2026-10-01`.
    pub fn text(&self) -> Cow<'_, str> {
        match self {
            Self::Empty => Cow::Borrowed(""),
            Self::Text(text) | Self::Error(text) => Cow::Borrowed(text),
            Self::Number(number) => Cow::Owned(number_text(*number)),
            Self::Date(date) => Cow::Owned(date.format("%Y-%m-%d").to_string()),
        }
    }

    /// Whether nothing is to be seen in it.
    pub fn is_blank(&self) -> bool {
        match self {
            Self::Empty => true,
            Self::Text(text) => text.chars().all(is_invisible),
            Self::Number(_) | Self::Date(_) | Self::Error(_) => false,
        }
    }

    /// Whether it is a whole number so long that the spreadsheet has lost its last digits.
    pub fn has_lost_digits(&self) -> bool {
        matches!(self, Self::Number(number) if number.abs() >= EXACT_INTEGERS)
    }
}

impl Row {
    /// Whether no cell shows anything.
    pub fn is_blank(&self) -> bool {
        self.cells.iter().all(Cell::is_blank)
    }
}

/// White space and the marks that exports leave behind.
pub(crate) fn is_invisible(c: char) -> bool {
    c.is_whitespace() || c.is_control() || matches!(c, '\u{FEFF}' | '\u{200B}'..='\u{200F}' | '\u{2060}')
}

/// A number in the 15 significant digits that a spreadsheet shows, so that `0.1 + 0.2` is `0.3`.
fn number_text(number: f64) -> String {
    if number.fract() == 0.0 && number.abs() < EXACT_INTEGERS {
        return format!("{number:.0}");
    }
    // Through 15 digits and back: the shortest text of that number has no noise left.
    let shown = format!("{number:.14e}").parse::<f64>().unwrap_or(number);
    shown.to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_shown_without_binary_noise() {
        for (number, text) in [
            (0.1 + 0.2, "0.3"),
            (12.340000000000001, "12.34"),
            (12.345, "12.345"),
            (497_573.7, "497573.7"),
            (999_999_999_999.99, "999999999999.99"),
            (-88.0, "-88"),
            (0.0, "0"),
            (1e-7, "0.0000001"),
        ] {
            assert_eq!(Cell::Number(number).text(), text);
        }
    }

    #[test]
    fn long_ids_have_no_exponent() {
        assert_eq!(Cell::Number(20_261_000_000_002.0).text(), "20261000000002");
        assert_eq!(Cell::Number(6.2220202e18).text(), "6222020200000000000");
    }

    #[test]
    fn digits_are_lost_from_two_to_the_fifty_third() {
        assert!(!Cell::Number(9_007_199_254_740_991.0).has_lost_digits());
        assert!(Cell::Number(9_007_199_254_740_992.0).has_lost_digits());
    }

    #[test]
    fn what_cannot_be_seen_is_blank() {
        assert!(Cell::Text(" \u{3000}\t\u{FEFF}\u{200B}".into()).is_blank());
        assert!(!Cell::Text("0".into()).is_blank());
        assert!(!Cell::Number(0.0).is_blank());
    }
}
