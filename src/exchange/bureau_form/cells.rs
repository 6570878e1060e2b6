//! The cells of a row that is written.

/// Texts by column, from 0, in the order of the columns.
pub(super) struct Cells(Vec<(usize, String)>);

impl FromIterator<(usize, String)> for Cells {
    fn from_iter<I: IntoIterator<Item = (usize, String)>>(cells: I) -> Self {
        let mut cells: Vec<_> = cells.into_iter().collect();
        cells.sort_unstable_by_key(|(column, _)| *column);
        Self(cells)
    }
}

impl Cells {
    pub(super) fn iter(&self) -> impl Iterator<Item = &(usize, String)> {
        self.0.iter()
    }

    pub(super) fn last_column(&self) -> Option<usize> {
        self.0.last().map(|(column, _)| *column)
    }
}
