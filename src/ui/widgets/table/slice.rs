//! A table of the elements of a slice.

use egui::Ui;

use super::TableRows;

/// The rows of a slice: how each is told from the others, and how its cells are drawn.
pub struct SliceRows<'a, T, I, C> {
    pub rows: &'a [T],
    pub id: I,
    pub cell_ui: C,
}

impl<T, K, I, C> TableRows for SliceRows<'_, T, I, C>
where
    K: Copy + PartialEq,
    I: Fn(usize, &T) -> K,
    C: Fn(&T, &'static str, &mut Ui),
{
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
}
