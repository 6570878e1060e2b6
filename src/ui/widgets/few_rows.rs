//! The rows of a list that is whole and short.

use egui::Ui;

use super::table::TableRows;

/// Rows that are told apart by their place: none comes or goes while the list is on screen.
pub struct FewRows<'a, T, F> {
    rows: &'a [T],
    cell: F,
    is_faint: bool,
}

impl<'a, T, F: Fn(&T, &'static str, &mut Ui)> FewRows<'a, T, F> {
    /// `cell` draws what a row has in the column of this key.
    pub fn new(rows: &'a [T], cell: F) -> Self {
        Self { rows, cell, is_faint: false }
    }

    /// Whether all of it is out of play.
    pub fn faint(self, is_faint: bool) -> Self {
        Self { is_faint, ..self }
    }
}

impl<T, F: Fn(&T, &'static str, &mut Ui)> TableRows for FewRows<'_, T, F> {
    type Id = usize;

    fn len(&self) -> usize {
        self.rows.len()
    }

    fn id(&self, row: usize) -> usize {
        row
    }

    fn cell_ui(&self, row: usize, column: &'static str, ui: &mut Ui) {
        (self.cell)(&self.rows[row], column, ui);
    }

    fn is_faint(&self, _row: usize) -> bool {
        self.is_faint
    }
}
