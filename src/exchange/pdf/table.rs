//! A table on as many pages as it needs, its header on each of them.

use super::{Align, Document, MARGIN, Style};
use crate::domain::files::ExportError;

/// A table of texts.
#[derive(Clone, Debug, PartialEq)]
pub struct Table {
    /// From left to right.
    pub columns: Vec<Column>,
    /// From top to bottom, below the headers.
    pub rows: Vec<TableRow>,
}

/// A column of a table.
#[derive(Clone, Debug, PartialEq)]
pub struct Column {
    /// What stands above it on each page.
    pub header: String,
    /// How wide it is.
    pub fit: Fit,
}

/// How wide a column is.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Fit {
    /// As its widest cell: nothing in it is broken.
    Whole,
    /// The same, for amounts and counts, which stand at the right.
    Figures,
    /// This share of what the others leave.
    Share(f32),
}

/// A row, with a text a column.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct TableRow {
    /// A text for each column.
    pub cells: Vec<String>,
    /// Whether it sums up rows.
    pub is_total: bool,
}

impl From<Vec<String>> for TableRow {
    fn from(cells: Vec<String>) -> Self {
        Self { cells, is_total: false }
    }
}

/// Around the text of a cell.
const PADDING: [f32; 2] = [3.0, 2.0];
const RULE: f32 = 0.5;
const SIZES: [f32; 7] = [9.0, 8.5, 8.0, 7.5, 7.0, 6.0, 5.0];
/// A column that has a share is not narrower than this many characters, as long as there is a smaller size.
const NARROWEST: f32 = 9.0;
const HEADER: u8 = 232;
const LINE: u8 = 200;

/// A column with its place on the page.
struct Placed {
    x: f32,
    width: f32,
    align: Align,
}

impl Document {
    /// Sets a table below what is there.
    ///
    /// # Errors
    /// See [`ExportError`].
    pub fn table(&mut self, table: &Table) -> Result<(), ExportError> {
        let widest = self.widest(table)?;
        let (size, columns) = self.placed(&table.columns, &widest);
        let style = Style::sized(size);
        let headers: Vec<String> = table.columns.iter().map(|column| column.header.clone()).collect();
        self.header(&headers, style, &columns)?;
        for (row, next) in table.rows.iter().zip(table.rows.iter().skip(1).map(Some).chain([None])) {
            let style = if row.is_total { style.bold() } else { style };
            let cells = self.cells(&row.cells, style, &columns)?;
            let lines = cells.iter().map(Vec::len).max().unwrap_or(0);
            let height = |lines: usize| lines as f32 * style.line_height() + 2.0 * PADDING[1];
            let mut done = 0;
            while done < lines {
                let room = self.bottom() - self.y;
                let fresh = self.bottom() - MARGIN - 2.0 * height(2);
                // Sums stand below a row that they are of, and a row is parted only where no page could take it whole.
                let with_sum = if next.is_some_and(|next| next.is_total) { height(1) } else { 0.0 };
                let fits = if height(lines - done) + with_sum <= room {
                    lines - done
                } else if height(lines) + with_sum <= fresh {
                    0
                } else {
                    ((room - 2.0 * PADDING[1]) / style.line_height()).max(0.0) as usize
                };
                if fits == 0 {
                    self.page(self.paper());
                    self.header(&headers, style, &columns)?;
                    continue;
                }
                self.slice(&cells, done..done + fits, style, &columns)?;
                done += fits;
            }
        }
        Ok(())
    }

    /// The widest line of each column that nothing is broken in, in the unit of the size.
    fn widest(&mut self, table: &Table) -> Result<Vec<f32>, ExportError> {
        let unit = Style::sized(1.0);
        let mut widest = vec![0.0_f32; table.columns.len()];
        let headers = table.columns.iter().map(|column| (column.header.as_str(), unit.bold()));
        let mut rows: Vec<Vec<(&str, Style)>> = vec![headers.collect()];
        for row in &table.rows {
            let style = if row.is_total { unit.bold() } else { unit };
            rows.push(row.cells.iter().map(|cell| (cell.as_str(), style)).collect());
        }
        for row in rows {
            for ((column, widest), (text, style)) in table.columns.iter().zip(&mut widest).zip(row) {
                if matches!(column.fit, Fit::Share(_)) {
                    continue;
                }
                for line in text.split('\n') {
                    *widest = widest.max(self.measured(line, style)?);
                }
            }
        }
        Ok(widest)
    }

    /// The largest size at which the columns stand beside each other, and where they do.
    fn placed(&self, columns: &[Column], widest: &[f32]) -> (f32, Vec<Placed>) {
        let shares: f32 =
            columns.iter().map(|column| if let Fit::Share(share) = column.fit { share } else { 0.0 }).sum();
        let left_over = |size: f32| {
            let taken: f32 = widest.iter().map(|widest| widest * size + 2.0 * PADDING[0]).sum();
            self.width() - taken
        };
        let is_wide_enough = |size: f32| {
            columns.iter().all(|column| match column.fit {
                Fit::Share(share) => left_over(size) * share / shares >= NARROWEST * size,
                _ => left_over(size) >= 0.0,
            })
        };
        let smallest = SIZES[SIZES.len() - 1];
        let size = SIZES.into_iter().find(|size| is_wide_enough(*size)).unwrap_or(smallest);
        let rest = left_over(size).max(shares * size);
        let mut x = MARGIN;
        let mut place = |(column, widest): (&Column, &f32)| {
            let share = if let Fit::Share(share) = column.fit { rest * share / shares } else { 0.0 };
            let align = if column.fit == Fit::Figures { Align::Right } else { Align::Left };
            let placed = Placed { x: x + PADDING[0], width: widest * size + share, align };
            x += placed.width + 2.0 * PADDING[0];
            placed
        };
        (size, columns.iter().zip(widest).map(&mut place).collect())
    }

    fn header(&mut self, headers: &[String], style: Style, columns: &[Placed]) -> Result<(), ExportError> {
        let style = style.bold();
        let cells = self.cells(headers, style, columns)?;
        let lines = cells.iter().map(Vec::len).max().unwrap_or(0);
        let height = lines as f32 * style.line_height() + 2.0 * PADDING[1];
        // Not without a row below it.
        self.keep_together(2.0 * height);
        self.fill([MARGIN, self.y], [self.width(), height], HEADER);
        self.slice(&cells, 0..lines, style, columns)
    }

    /// The lines of each cell of a row.
    fn cells(
        &mut self,
        row: &[String],
        style: Style,
        columns: &[Placed],
    ) -> Result<Vec<Vec<String>>, ExportError> {
        // What was measured as one line stays one.
        let cell = |(text, column): (&String, &Placed)| self.broken(text, style, column.width + 0.01);
        row.iter().zip(columns).map(cell).collect()
    }

    /// Sets some lines of a row, and a rule below them.
    fn slice(
        &mut self,
        cells: &[Vec<String>],
        lines: std::ops::Range<usize>,
        style: Style,
        columns: &[Placed],
    ) -> Result<(), ExportError> {
        let top = self.y + PADDING[1];
        for (cell, column) in cells.iter().zip(columns) {
            let shown = cell.get(lines.start..lines.end.min(cell.len())).unwrap_or_default();
            for (i, line) in shown.iter().enumerate() {
                let y = top + i as f32 * style.line_height();
                self.line(line, style, column.x, y, column.width, column.align)?;
            }
        }
        self.y = top + lines.len() as f32 * style.line_height() + PADDING[1];
        self.fill([MARGIN, self.y], [self.width(), RULE], LINE);
        Ok(())
    }
}
