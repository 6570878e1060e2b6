//! A table of the elements of a slice.

use egui::Ui;

use super::TableRows;

/// Rows that are told apart by their place, unless [`SliceRows::by`] says otherwise.
pub struct SliceRows<'a, T, K, C> {
    rows: &'a [T],
    id: fn(usize, &T) -> K,
    cell_ui: C,
    is_faint: Box<dyn Fn(&T) -> bool + 'a>,
}

impl<'a, T, C: Fn(&T, &'static str, &mut Ui)> SliceRows<'a, T, usize, C> {
    /// `cell_ui` draws what a row has in the column of this key.
    pub fn new(rows: &'a [T], cell_ui: C) -> Self {
        Self { rows, id: |place, _| place, cell_ui, is_faint: Box::new(|_| false) }
    }

    pub fn by<K>(self, id: fn(usize, &T) -> K) -> SliceRows<'a, T, K, C> {
        SliceRows { rows: self.rows, id, cell_ui: self.cell_ui, is_faint: self.is_faint }
    }
}

impl<'a, T, K, C> SliceRows<'a, T, K, C> {
    /// Which rows are out of play.
    pub fn faint(self, is_faint: impl Fn(&T) -> bool + 'a) -> Self {
        Self { is_faint: Box::new(is_faint), ..self }
    }
}

impl<T, K: Copy + PartialEq, C: Fn(&T, &'static str, &mut Ui)> TableRows for SliceRows<'_, T, K, C> {
    type Id = K;

    fn len(&self) -> usize {
        self.rows.len()
    }

    fn id(&self, row: usize) -> K {
        (self.id)(row, &self.rows[row])
    }

    fn cell_ui(&self, row: usize, column: &'static str, ui: &mut Ui) {
        (self.cell_ui)(&self.rows[row], column, ui);
    }

    fn is_faint(&self, row: usize) -> bool {
        (self.is_faint)(&self.rows[row])
    }
}
