//! A list as XLSX: real numbers and dates, ids as text, a frozen header with a filter, sums that follow its filter.

use std::path::Path;

use chrono::NaiveDate;
use rust_xlsxwriter::{Color, Format, FormatAlign, FormatBorder, Formula, Workbook, Worksheet, XlsxError};

use super::csv_list::is_like_a_formula;
use super::guarded::guarded;
use super::{ListShape, NewFile, Value};
use crate::domain::files::ExportError;
use crate::domain::list_columns::ColumnKind;

/// The rows of a sheet without those of the header and the sums.
const DATA_ROWS: u32 = 1_048_576 - 2;
/// The longest text of a cell, in characters.
const CELL_CHARACTERS: usize = 32_767;
/// Columns are as wide as what stands in the first rows, within bounds, in characters.
const MEASURED_ROWS: u32 = 1_000;
const NARROWEST: usize = 8;
const WIDEST: usize = 50;

/// A workbook with one sheet that is written row by row, keeping only the current row in memory.
pub(crate) struct WorkbookFile {
    workbook: Workbook,
    sheet: Worksheet,
    target: NewFile,
    widths: Vec<usize>,
    formats: Formats,
}

struct Formats {
    header: Format,
    bold: Format,
    money: Format,
    total_money: Format,
    date: Format,
    quoted: Format,
}

impl Formats {
    fn new() -> Self {
        let bold = Format::new().set_bold();
        Self {
            header: Format::new()
                .set_bold()
                .set_align(FormatAlign::VerticalCenter)
                .set_background_color(Color::RGB(0x00F2_F4F7))
                .set_border_bottom(FormatBorder::Thin),
            money: Format::new().set_num_format("#,##0.00"),
            total_money: bold.clone().set_num_format("#,##0.00"),
            bold,
            date: Format::new().set_num_format("yyyy-mm-dd"),
            quoted: Format::new().set_quote_prefix(),
        }
    }
}

impl WorkbookFile {
    /// Starts a workbook that is to be at `path`, whose sheet is called `title` as far as a sheet may be.
    pub(crate) fn create(path: &Path, title: &str, columns: usize) -> Result<Self, ExportError> {
        let target = NewFile::create(path)?;
        let mut workbook = Workbook::new();
        workbook.set_tempdir(target.folder()).map_err(workbook_error)?;
        let mut sheet = workbook.new_worksheet_with_constant_memory().map_err(workbook_error)?;
        sheet.set_name(sheet_name(title)).map_err(workbook_error)?;
        let widths = vec![NARROWEST; columns];
        Ok(Self { workbook, sheet, target, widths, formats: Formats::new() })
    }

    /// Writes a row of headers and keeps it in view.
    pub(crate) fn header<'a>(
        &mut self,
        row: u32,
        headers: impl IntoIterator<Item = &'a str>,
    ) -> Result<(), ExportError> {
        for (header, column) in headers.into_iter().zip(0..) {
            self.measure(0, column, text_width(header) + 3);
            let format = &self.formats.header;
            guarded(|| self.sheet.write_string_with_format(row, column, cut(header), format).map(drop))?;
        }
        guarded(|| self.sheet.set_freeze_panes(row + 1, 0).map(drop))
    }

    /// Writes text; never a formula, whatever it begins with.
    pub(crate) fn text(&mut self, row: u32, column: u16, text: &str) -> Result<(), ExportError> {
        self.measure(row, column, text_width(text) + 1);
        if is_like_a_formula(text) {
            // The mark keeps it text when somebody edits the cell.
            let format = &self.formats.quoted;
            return guarded(|| self.sheet.write_string_with_format(row, column, cut(text), format).map(drop));
        }
        guarded(|| self.sheet.write_string(row, column, cut(text)).map(drop))
    }

    pub(crate) fn number(&mut self, row: u32, column: u16, number: f64) -> Result<(), ExportError> {
        guarded(|| self.sheet.write_number(row, column, number).map(drop))
    }

    pub(crate) fn date(&mut self, row: u32, column: u16, date: NaiveDate) -> Result<(), ExportError> {
        self.measure(row, column, 11);
        guarded(|| self.sheet.write_date_with_format(row, column, date, &self.formats.date).map(drop))
    }

    fn value(&mut self, row: u32, column: u16, value: &Value) -> Result<(), ExportError> {
        match value {
            Value::Empty => Ok(()),
            Value::Text(text) => self.text(row, column, text),
            Value::Money(amount) => {
                self.measure(row, column, amount.grouped().len() + 2);
                // Money has at most 14 digits, of which a floating-point number keeps 15.
                let yuan = amount.0 as f64 / 100.0;
                guarded(|| {
                    self.sheet.write_number_with_format(row, column, yuan, &self.formats.money).map(drop)
                })
            }
            Value::Count(count) => self.number(row, column, *count as f64),
            Value::Date(date) => self.date(row, column, *date),
        }
    }

    /// Writes the sum of those rows from `first` to `last` above that are not filtered out or hidden, with its result as
    /// it is now: readers calculate nothing.
    fn sum(
        &mut self,
        row: u32,
        column: u16,
        total: &Value,
        first: u32,
        last: u32,
    ) -> Result<(), ExportError> {
        match total {
            Value::Money(amount) => {
                self.measure(0, column, amount.grouped().len() + 3);
                let letters = rust_xlsxwriter::utility::column_number_to_name(column);
                let formula =
                    Formula::new(format!("SUBTOTAL(109,{letters}{}:{letters}{})", first + 1, last + 1))
                        .set_result(amount.to_string());
                let format = &self.formats.total_money;
                guarded(|| self.sheet.write_formula_with_format(row, column, formula, format).map(drop))
            }
            Value::Text(label) => {
                self.measure(0, column, text_width(label) + 1);
                let format = &self.formats.bold;
                guarded(|| self.sheet.write_string_with_format(row, column, cut(label), format).map(drop))
            }
            Value::Empty | Value::Date(_) | Value::Count(_) => Ok(()),
        }
    }

    /// Puts a filter on the header in `row`, over the rows down to `last`.
    fn filter(&mut self, row: u32, last: u32) -> Result<(), ExportError> {
        let Some(column) = self.widths.len().checked_sub(1).and_then(|column| u16::try_from(column).ok())
        else {
            return Ok(());
        };
        guarded(|| self.sheet.autofilter(row, 0, last.max(row), column).map(drop))
    }

    /// Puts the workbook in its place.
    pub(crate) fn finish(mut self) -> Result<(), ExportError> {
        for (width, column) in self.widths.iter().zip(0..) {
            let width = (*width).clamp(NARROWEST, WIDEST) as f64;
            self.sheet.set_column_width(column, width).map_err(workbook_error)?;
        }
        self.workbook.push_worksheet(self.sheet);
        guarded(|| self.workbook.save_to_writer(&mut self.target))?;
        Ok(self.target.keep()?)
    }

    fn measure(&mut self, row: u32, column: u16, width: usize) {
        if row < MEASURED_ROWS
            && let Some(widest) = self.widths.get_mut(usize::from(column))
        {
            *widest = width.max(*widest);
        }
    }
}

pub(super) struct WorkbookList {
    file: WorkbookFile,
    /// The next row, from 0; the header is row 0.
    row: u32,
}

impl WorkbookList {
    pub(super) fn create(path: &Path, shape: &ListShape) -> Result<Self, ExportError> {
        let mut file = WorkbookFile::create(path, &shape.title, shape.columns.len())?;
        file.header(0, shape.columns.iter().map(|column| column.header.as_str()))?;
        for (column, index) in shape.columns.iter().zip(0..) {
            // Room for a filter's button and for values that come after the measured rows.
            let least = match column.kind {
                ColumnKind::Money => 14,
                ColumnKind::Date => 12,
                ColumnKind::Text | ColumnKind::Count | ColumnKind::Moment => NARROWEST,
            };
            file.measure(0, index, least);
        }
        Ok(Self { file, row: 1 })
    }

    pub(super) fn write_row(&mut self, values: &[Value]) -> Result<(), ExportError> {
        if self.row > DATA_ROWS {
            return Err(ExportError::TooManyRows { limit: DATA_ROWS });
        }
        for (value, column) in values.iter().zip(0..) {
            self.file.value(self.row, column, value)?;
        }
        self.row += 1;
        Ok(())
    }

    pub(super) fn finish(mut self, totals: Option<&[Value]>, foot: Option<&str>) -> Result<(), ExportError> {
        let last = self.row - 1;
        self.file.filter(0, last)?;
        for (total, column) in totals.into_iter().flatten().zip(0..) {
            self.file.sum(self.row, column, total, 1, last)?;
        }
        if let Some(foot) = foot {
            // Too long to make its column wide.
            let row = self.row + u32::from(totals.is_some());
            guarded(|| self.file.sheet.write_string(row, 0, cut(foot)).map(drop))?;
        }
        self.file.finish()
    }
}

/// How wide a text is drawn, in digits: characters of East Asia take two.
fn text_width(text: &str) -> usize {
    text.chars().map(|c| if c >= '\u{2E80}' { 2 } else { 1 }).sum()
}

/// What a cell can hold of a text.
fn cut(text: &str) -> &str {
    text.char_indices().nth(CELL_CHARACTERS).map_or(text, |(end, _)| &text[..end])
}

/// A title as the name of a sheet: at most 31 characters, some of which are not allowed.
fn sheet_name(title: &str) -> String {
    let name: String = title.chars().map(|c| if r"[]:*?/\".contains(c) { '-' } else { c }).take(31).collect();
    let name = name.trim_matches(['\'', ' ']);
    if name.is_empty() { "Sheet1".to_owned() } else { name.to_owned() }
}

pub(super) fn workbook_error(error: XlsxError) -> ExportError {
    match error {
        XlsxError::IoError(error) | XlsxError::TempFileError(_, error) => error.into(),
        XlsxError::ZipError(zip::result::ZipError::Io(error)) => error.into(),
        other => ExportError::Unwritable { detail: other.to_string() },
    }
}
