//! Gives the rows of a sheet, as they are walked, what is said of them besides their values: whether they are
//! hidden, and the values of cells that are merged with cells above.

use super::cell::{Cell, MergedCell, Row, RowMarks};
use super::sheet_facts::{Merge, SheetFacts};

/// The marks of the rows of one walk, which goes from the first row to the last.
pub(super) struct Marker<'a> {
    facts: &'a SheetFacts,
    next_hidden: usize,
    next_uncalculated: usize,
    /// The merges over several rows that are still to come, by their first row; the next one last.
    to_come: Vec<Merge>,
    /// Those that the walk is in.
    open: Vec<Open>,
    most_columns: usize,
}

struct Open {
    merge: Merge,
    value: Cell,
    covers_several: bool,
}

impl<'a> Marker<'a> {
    pub(super) fn new(facts: &'a SheetFacts, most_columns: usize) -> Self {
        let over_rows = |merge: &&Merge| merge.last_row > merge.first_row;
        let mut to_come: Vec<Merge> = facts.merges.iter().filter(over_rows).copied().collect();
        to_come.sort_by_key(|merge| std::cmp::Reverse((merge.first_row, merge.first_column)));
        Self { facts, next_hidden: 0, next_uncalculated: 0, to_come, open: Vec::new(), most_columns }
    }

    /// Whether the cell at this place, from 0, is a formula without a result. The places must ascend.
    pub(super) fn is_uncalculated(&mut self, row: u32, column: u32) -> bool {
        let places = &self.facts.uncalculated;
        while places.get(self.next_uncalculated).is_some_and(|place| *place < (row, column)) {
            self.next_uncalculated += 1;
        }
        places.get(self.next_uncalculated) == Some(&(row, column))
    }

    /// Marks a row that has been read whole. Rows must come in order.
    pub(super) fn mark(&mut self, row: &mut Row) {
        let at = row.number.saturating_sub(1);
        let hidden = &self.facts.hidden_rows;
        while hidden.get(self.next_hidden).is_some_and(|row| *row < at) {
            self.next_hidden += 1;
        }
        if hidden.get(self.next_hidden) == Some(&at) {
            marks(row).is_hidden = true;
        }
        if self.to_come.is_empty() && self.open.is_empty() {
            return;
        }
        self.open.retain(|open| open.merge.last_row >= at);
        // A row without anything of its own says nothing, whatever is merged over it.
        if !row.is_blank() {
            for open in &self.open {
                put(row, open, false);
            }
        }
        while let Some(merge) = self.to_come.pop_if(|merge| merge.first_row <= at) {
            // Cells are merged once; a file that says otherwise is not believed.
            let is_known = self.open.iter().any(|open| open.merge.first_column == merge.first_column);
            if merge.last_row < at || is_known || merge.first_column as usize >= self.most_columns {
                continue;
            }
            let is_first = merge.first_row == at;
            let value = if is_first { row.cells.get(merge.first_column as usize).cloned() } else { None };
            let covers_several = self.facts.occupies_several(merge.first_row, merge.last_row);
            let open = Open { merge, value: value.unwrap_or_default(), covers_several };
            put(row, &open, is_first);
            self.open.push(open);
        }
    }
}

fn put(row: &mut Row, open: &Open, is_first: bool) {
    let column = open.merge.first_column as usize;
    if !is_first {
        if open.value != Cell::Empty && row.cells.len() <= column {
            row.cells.resize_with(column + 1, Cell::default);
        }
        if let Some(cell) = row.cells.get_mut(column) {
            cell.clone_from(&open.value);
        }
    }
    let covers_several = open.covers_several;
    marks(row).merged.push(MergedCell { column, is_first, covers_several });
}

fn marks(row: &mut Row) -> &mut RowMarks {
    row.marks.get_or_insert_default()
}

/// Notes that the text of a column is struck out.
pub(super) fn strike(row: &mut Row, column: usize) {
    marks(row).struck.push(column);
}
