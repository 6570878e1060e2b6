//! What kind of line a row is: data, a header again, totals, a note; and what is wrong with it as a whole.

use std::borrow::Cow;

use super::RowView;
use crate::domain::import::{AmountUnit, Field, RowFault, RowProblem};
use crate::domain::money::{Fen, half_width};
use crate::exchange::import::amount;
use crate::exchange::import::cell_text::{is_error, is_text, one_line, plain_cell, trimmed};
use crate::exchange::import::total_line::{Adds, names_totals, says_total, without_total};
use crate::exchange::table::Cell;
use crate::exchange::word_list::WordList;

/// A line of totals.
pub(super) enum Total {
    /// Of all rows, where an amount stands under that column; of some of them, nothing is worth knowing.
    Of(Option<Fen>),
    /// The head of a second table, of totals only.
    Names(Vec<String>),
}

impl RowView<'_> {
    /// What is wrong with a row that has formulas whose results are not there, cell by cell.
    pub(super) fn uncalculated(&self) -> Option<RowProblem> {
        let fields = self.header.columns.iter().map(|column| column.field);
        let formulas = fields.filter(|field| *self.cell(*field) == Cell::Uncalculated);
        let mut problems = formulas.map(|field| self.problem(field, RowFault::FormulaNotCalculated));
        let mut first = problems.next()?;
        first.also = problems.collect();
        Some(first)
    }

    /// Whether something that the row must say is struck out.
    pub(super) fn is_struck(&self) -> bool {
        let is_struck =
            |field: &Field| self.columns.of[*field as usize].is_some_and(|column| self.row.is_struck(column));
        self.row.marks.is_some() && self.header.kind.required().iter().any(is_struck)
    }

    pub(super) fn is_below_header(&self) -> bool {
        self.row.number > self.header.row && !self.row.is_blank()
    }

    /// Whether the header is repeated, as on the pages of a printed list.
    pub(super) fn is_header_again(&self) -> bool {
        let columns = &self.header.columns;
        self.header.levels.iter().any(|texts| {
            let text = |column: usize| texts.get(column).map_or("", String::as_str);
            let says_something = columns.iter().any(|column| !text(column.at).is_empty());
            says_something && columns.iter().all(|column| is_text(self.cell(column.field), text(column.at)))
        })
    }

    /// The cells of the row that are its own and not blank, from the first.
    fn filled(&self) -> impl Iterator<Item = (usize, &Cell)> {
        let is_own = |column: usize| self.row.merged(column).is_none_or(|merged| merged.is_first);
        self.row.cells.iter().enumerate().filter(move |(column, cell)| !cell.is_blank() && is_own(*column))
    }

    /// What kind of line of totals this is, if it is one: it says so, and lacks what a record must have.
    pub(super) fn total(&self, totals_below: Option<&[String]>) -> Option<Total> {
        let required = self.header.kind.required();
        let lacks = |field: Field, but: usize| {
            let column = self.columns.of[field as usize];
            let is_own =
                column.and_then(|column| self.row.merged(column)).is_none_or(|merged| merged.is_first);
            column != Some(but) && (self.cell(field).is_blank() || !is_own)
        };
        // Nearly every row has all that is required, and is done here.
        if !required.iter().any(|field| lacks(*field, usize::MAX)) {
            return None;
        }
        if let Some(names) = totals_below {
            let are_numbers =
                self.filled().all(|(_, cell)| amount::amount(&plain_cell(cell), AmountUnit::Yuan).is_ok());
            return are_numbers.then(|| Total::Of(self.total_named(names)));
        }
        let texts: Vec<Cow<'_, str>> = self.filled().map(|(_, cell)| cell.text()).collect();
        if names_totals(texts.iter().map(|text| trimmed(text))) {
            let names = self.row.cells.iter().map(|cell| one_line(&cell.text()));
            return Some(Total::Names(names.collect()));
        }
        let first = self.filled().next()?.0;
        self.filled().zip(&texts).find_map(|((column, cell), text)| {
            let says = says_total(trimmed(text)).filter(|_| matches!(cell, Cell::Text(_)))?;
            let names_row =
                |field: &Field| *field != Field::Amount && self.columns.of[*field as usize] == Some(column);
            let is_place = column == first || required.iter().any(names_row);
            let lacks_something = required.iter().any(|field| lacks(*field, column));
            let lacks_all = required.iter().all(|field| {
                *field == Field::Amount
                    || self.columns.of[*field as usize] == Some(column)
                    || lacks(*field, column)
            });
            let is_total = lacks_all || (says.is_all && is_place && lacks_something);
            is_total.then(|| Total::Of(self.listed_amount().filter(|_| says.adds == Adds::All)))
        })
    }

    /// Of a second table of totals with these names, the one of the amounts.
    fn total_named(&self, names: &[String]) -> Option<Fen> {
        let amount = self.header.text(Field::Amount);
        let column = names.iter().position(|name| name != amount && without_total(name) == amount)?;
        let unit = self.columns.units[Field::Amount as usize];
        amount::amount(&plain_cell(self.row.cells.get(column)?), unit).ok()
    }

    /// Whether this is a note below the table: one cell, that begins like one.
    pub(super) fn is_footnote(&self) -> bool {
        const BEGINNINGS: WordList = WordList(
            "注:, 备注:, 说明:, 制表, 打印, 导出时间, 导出人, 审核人, \
             以上, 数据来源, note:, *, #, --",
        );
        let mut filled = self.row.cells.iter().filter(|cell| !cell.is_blank());
        let (Some(only), None) = (filled.next(), filled.next()) else { return false };
        let text: String = only.text().trim().chars().map(half_width).flat_map(char::to_lowercase).collect();
        // The error of a formula in a column of its own is no note.
        !is_error(only) && BEGINNINGS.begins(&text)
    }
}
