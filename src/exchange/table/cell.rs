//! One cell and one row.

use std::borrow::Cow;

use chrono::{NaiveDate, NaiveDateTime};

/// What a cell holds. Text files have only [`Cell::Text`] and [`Cell::Empty`].
#[derive(Clone, Debug, Default, PartialEq)]
pub enum Cell {
    #[default]
    Empty,
    /// Text as it stands, not trimmed.
    Text(String),
    Number(f64),
    /// A number of a workbook whose format shows more than the number.
    Shown(Box<Shown>),
    Date(NaiveDate),
    /// A day of a workbook and a time of it other than midnight.
    Moment(NaiveDateTime),
    /// The error of a formula, such as `#N/A`.
    Error(String),
    /// A formula whose result is not stored: some programs write formulas and leave the sums to the spreadsheet.
    Uncalculated,
}

/// A number and what its format makes of it.
#[derive(Clone, Debug, PartialEq)]
pub struct Shown {
    pub number: f64,
    /// As a spreadsheet shows it, as far as that matters: `00123`, `$100`, `1.25万元`.
    pub text: String,
    pub by: ShownBy,
}

/// What a number format adds to a number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ShownBy {
    /// Leading zeros, or letters around the digits.
    Digits,
    /// The sign or name of a currency other than CNY.
    Currency,
    /// A unit such as 万元.
    Unit,
}

#[derive(Clone, Debug, Default, PartialEq)]
pub struct Row {
    /// The number that a spreadsheet shows beside it, from 1.
    pub number: u32,
    /// Its cells from the first column; those after the last filled one may be missing.
    pub cells: Vec<Cell>,
    /// What a workbook says of the row besides; rarely anything.
    pub marks: Option<Box<RowMarks>>,
}

/// What a workbook says of a row besides its cells.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct RowMarks {
    /// Whether it is hidden, by hand or by a filter.
    pub is_hidden: bool,
    /// The columns whose text is struck out, from 0.
    pub struck: Vec<usize>,
    pub merged: Vec<MergedCell>,
}

/// A cell that is merged with cells of other rows; it holds the value of all of them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct MergedCell {
    /// Its column, from 0.
    pub column: usize,
    /// Whether the value stands in this row.
    pub is_first: bool,
    /// Whether more than one of the rows that it covers has something else to say.
    pub covers_several: bool,
}

/// From here on a spreadsheet has lost the last digits of a whole number: it keeps fifteen.
const LOST_DIGITS: f64 = 1e15;
/// Above this, neighbouring whole numbers share one floating-point number.
const EXACT_INTEGERS: f64 = 9_007_199_254_740_992.0;

impl Cell {
    /// The cell as a spreadsheet shows it, numbers without exponent or grouping, dates as `2026-10-01`.
    pub fn text(&self) -> Cow<'_, str> {
        match self {
            Self::Empty | Self::Uncalculated => Cow::Borrowed(""),
            Self::Text(text) | Self::Error(text) => Cow::Borrowed(text),
            Self::Number(number) => Cow::Owned(number_text(*number)),
            Self::Shown(shown) => Cow::Borrowed(&shown.text),
            Self::Date(date) => Cow::Owned(date.format("%Y-%m-%d").to_string()),
            Self::Moment(at) => Cow::Owned(at.format("%Y-%m-%d %H:%M:%S").to_string()),
        }
    }

    pub fn is_blank(&self) -> bool {
        match self {
            Self::Empty => true,
            Self::Text(text) => text.chars().all(is_invisible),
            Self::Number(_)
            | Self::Shown(_)
            | Self::Date(_)
            | Self::Moment(_)
            | Self::Error(_)
            | Self::Uncalculated => false,
        }
    }

    /// Whether it is a whole number so long that the spreadsheet has lost its last digits.
    pub fn has_lost_digits(&self) -> bool {
        matches!(self, Self::Number(number) if number.abs() >= LOST_DIGITS)
    }
}

impl Row {
    pub fn is_blank(&self) -> bool {
        self.cells.iter().all(Cell::is_blank)
    }

    pub fn is_hidden(&self) -> bool {
        self.marks.as_ref().is_some_and(|marks| marks.is_hidden)
    }

    /// How the cell of this column is merged with those of other rows, if it is.
    pub fn merged(&self, column: usize) -> Option<MergedCell> {
        self.marks.as_ref()?.merged.iter().copied().find(|merged| merged.column == column)
    }

    pub fn is_struck(&self, column: usize) -> bool {
        self.marks.as_ref().is_some_and(|marks| marks.struck.contains(&column))
    }
}

/// White space and the marks that exports leave behind.
pub(crate) fn is_invisible(c: char) -> bool {
    c.is_whitespace() || c.is_control() || matches!(c, '\u{FEFF}' | '\u{200B}'..='\u{200F}' | '\u{2060}')
}

/// A number in the 15 significant digits that a spreadsheet shows, so that `0.1 + 0.2` is `0.3`.
pub(super) fn number_text(number: f64) -> String {
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
    fn digits_are_lost_from_the_sixteenth_on() {
        assert!(!Cell::Number(999_999_999_999_999.0).has_lost_digits());
        assert!(Cell::Number(1_000_000_000_000_000.0).has_lost_digits());
    }

    #[test]
    fn what_cannot_be_seen_is_blank() {
        assert!(Cell::Text(" \u{3000}\t\u{FEFF}\u{200B}".into()).is_blank());
        assert!(!Cell::Text("0".into()).is_blank());
        assert!(!Cell::Number(0.0).is_blank());
        assert!(!Cell::Uncalculated.is_blank());
    }
}
