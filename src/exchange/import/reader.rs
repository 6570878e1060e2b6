//! Walks the data rows below a header and reads each as a record.

use std::marker::PhantomData;

use chrono::NaiveDate;

use super::date::date;
use super::header::Header;
use super::record::Record;
use super::words;
use crate::domain::email::validate_emails;
use crate::domain::files::FileError;
use crate::domain::import::{Field, RowFault, RowProblem};
use crate::domain::money::{Fen, half_width};
use crate::domain::tax_id::TaxId;
use crate::domain::text::{first_unseen, first_unseen_in_lines};
use crate::exchange::table::{Cell, Row, Rows, Sheet, is_invisible};

/// A data row: its number, and what it says or what is wrong with it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DataRow<R> {
    /// The row, as a spreadsheet shows it.
    pub row: u32,
    /// What it says.
    pub record: Result<R, RowProblem>,
}

/// The data rows of `sheet` below `header`: no titles, blank lines, totals, or headers repeated on every page.
///
/// # Errors
/// The file can no longer be read.
pub fn records<'a, R: Record>(sheet: &'a mut Sheet, header: &'a Header) -> Result<Records<'a, R>, FileError> {
    let columns = Columns::of(header, sheet.counts_from_1904());
    Ok(Records {
        rows: sheet.rows()?,
        row: Row::default(),
        total: None,
        header,
        columns,
        record: PhantomData,
    })
}

/// An iterator over the data rows of a sheet.
pub struct Records<'a, R> {
    rows: Rows<'a>,
    /// The row that was read last.
    row: Row,
    /// The amount in the last line of totals.
    total: Option<Fen>,
    header: &'a Header,
    columns: Columns,
    record: PhantomData<R>,
}

impl<R> Records<'_, R> {
    /// How much has been read, and how much there is, in a unit that is the file's own.
    pub fn progress(&self) -> (u64, u64) {
        self.rows.progress()
    }

    /// What is wrong with a cell of the row that was read last, for those who know more than the row says.
    pub fn problem(&self, field: Field, fault: RowFault) -> RowProblem {
        self.view().problem(field, fault)
    }

    /// What the amounts add up to by the last line of totals that was read, if there was one.
    pub fn total(&self) -> Option<Fen> {
        self.total
    }

    /// The texts of the row that was read last, under the columns that are used, in the order of the header's.
    pub fn texts(&self) -> Vec<String> {
        let view = self.view();
        self.header.columns.iter().map(|(field, _)| one_line(&view.cell(*field).text())).collect()
    }

    fn view(&self) -> RowView<'_> {
        RowView { row: &self.row, header: self.header, columns: &self.columns }
    }
}

impl<R: Record> Iterator for Records<'_, R> {
    type Item = Result<DataRow<R>, FileError>;

    fn next(&mut self) -> Option<Self::Item> {
        loop {
            self.row = match self.rows.next()? {
                Ok(row) => row,
                Err(error) => return Some(Err(error)),
            };
            let view = self.view();
            if view.is_data() {
                return Some(Ok(DataRow { row: self.row.number, record: R::read(&view) }));
            }
            if view.is_total()
                && let Ok(Some(total)) = view.money(Field::Amount)
            {
                self.total = Some(total);
            }
        }
    }
}

/// The column of each field.
struct Columns {
    of: [Option<usize>; Field::COUNT],
    counts_from_1904: bool,
}

impl Columns {
    fn of(header: &Header, counts_from_1904: bool) -> Self {
        let mut of = [None; Field::COUNT];
        for (field, column) in &header.columns {
            of[*field as usize] = Some(*column);
        }
        Self { of, counts_from_1904 }
    }
}

/// A row with the meaning of its columns.
pub struct RowView<'a> {
    row: &'a Row,
    header: &'a Header,
    columns: &'a Columns,
}

static EMPTY: Cell = Cell::Empty;

impl RowView<'_> {
    /// The cell of `field`; an empty one where the table has no such column.
    fn cell(&self, field: Field) -> &Cell {
        self.columns.of[field as usize].and_then(|column| self.row.cells.get(column)).unwrap_or(&EMPTY)
    }

    /// What is wrong with the cell of `field`.
    pub(super) fn problem(&self, field: Field, fault: RowFault) -> RowProblem {
        let value = trimmed(&self.cell(field).text()).chars().take(200).collect();
        RowProblem { row: self.row.number, column: self.header.text(field).to_owned(), field, value, fault }
    }

    /// A field that must be there.
    pub(super) fn required<T>(
        &self,
        field: Field,
        read: impl Fn(&Self, Field) -> Result<Option<T>, RowProblem>,
    ) -> Result<T, RowProblem> {
        read(self, field)?.ok_or_else(|| self.problem(field, RowFault::MissingField))
    }

    /// Text of at most `limit` characters, in one line, without edges; nothing where there is none. The lines of a
    /// cell become one; what else cannot be seen in it is refused.
    pub(super) fn text(&self, field: Field, limit: usize) -> Result<Option<String>, RowProblem> {
        self.seen(field, limit, first_unseen_in_lines)
    }

    fn seen(
        &self,
        field: Field,
        limit: usize,
        unseen: fn(&str) -> Option<char>,
    ) -> Result<Option<String>, RowProblem> {
        let cell = self.cell(field);
        if is_error(cell) {
            return Err(self.problem(field, RowFault::CellError));
        }
        if cell.has_lost_digits() {
            return Err(self.problem(field, RowFault::DigitsLost));
        }
        if let Some(character) = unseen(trimmed(&cell.text())) {
            return Err(self.problem(field, RowFault::BadCharacter { character }));
        }
        let text = one_line(&cell.text());
        if text.chars().count() > limit {
            return Err(self.problem(field, RowFault::TooLong { limit }));
        }
        Ok((!is_placeholder(&text)).then_some(text))
    }

    /// A number that names something: half-width, without spaces, in one line.
    pub(super) fn id(&self, field: Field) -> Result<Option<String>, RowProblem> {
        const LIMIT: usize = 64;
        let text = self.seen(field, LIMIT, first_unseen)?;
        Ok(text.map(|text| text.chars().map(half_width).filter(|c| !c.is_whitespace()).collect()))
    }

    /// A word with a meaning; `fault` where it has none.
    pub(super) fn word<T>(
        &self,
        field: Field,
        meaning: impl Fn(&str) -> Option<T>,
        fault: RowFault,
    ) -> Result<Option<T>, RowProblem> {
        let text = one_line(&self.cell(field).text());
        if text.is_empty() {
            return Ok(None);
        }
        meaning(&text).map(Some).ok_or_else(|| self.problem(field, fault))
    }

    /// An amount of zero or more.
    pub(super) fn money(&self, field: Field) -> Result<Option<Fen>, RowProblem> {
        let text = self.cell(field).text();
        let text = trimmed(&text);
        if is_placeholder(text) {
            return Ok(None);
        }
        let plain = text.strip_suffix("CNY").or_else(|| text.strip_prefix("CNY")).unwrap_or(text);
        Fen::parse(plain).map(Some).map_err(|error| self.problem(field, RowFault::BadAmount(error)))
    }

    /// An amount of more than nothing.
    pub(super) fn positive_money(&self, field: Field) -> Result<Option<Fen>, RowProblem> {
        match self.money(field)? {
            Some(amount) if !amount.is_positive() => Err(self.problem(field, RowFault::AmountNotPositive)),
            amount => Ok(amount),
        }
    }

    /// A date.
    pub(super) fn date(&self, field: Field) -> Result<Option<NaiveDate>, RowProblem> {
        let cell = self.cell(field);
        let text = cell.text();
        let text = trimmed(&text);
        if is_placeholder(text) {
            return Ok(None);
        }
        let date = match cell {
            Cell::Text(_) => date(&Cell::Text(text.to_owned()), false),
            other => date(other, self.columns.counts_from_1904),
        };
        date.map(Some).ok_or_else(|| self.problem(field, RowFault::BadDate))
    }

    /// A tax id.
    pub(super) fn tax_id(&self, field: Field) -> Result<Option<TaxId>, RowProblem> {
        let parse = |text: String| {
            TaxId::parse(&text).map_err(|error| self.problem(field, RowFault::BadTaxId(error)))
        };
        self.id(field)?.map(parse).transpose()
    }

    /// E-mail addresses.
    pub(super) fn email(&self, field: Field) -> Result<Option<String>, RowProblem> {
        const LIMIT: usize = 1_000;
        let check = |text: String| match validate_emails(&text) {
            Ok(addresses) => Ok(addresses.join(",")),
            Err(error) => Err(self.problem(field, RowFault::BadEmail(error))),
        };
        self.text(field, LIMIT)?.map(check).transpose()
    }

    /// Refuses a row in another currency.
    pub(super) fn check_currency(&self) -> Result<(), RowProblem> {
        let is_cny = |text: &str| words::is_cny(text).then_some(());
        self.word(Field::Currency, is_cny, RowFault::BadCurrency).map(drop)
    }

    /// Whether this is a row of data.
    fn is_data(&self) -> bool {
        self.row.number > self.header.row
            && !self.row.is_blank()
            && !self.is_header_again()
            && !self.is_total()
            && !self.is_footnote()
    }

    /// Whether the header is repeated, as on the pages of a printed list.
    fn is_header_again(&self) -> bool {
        let columns = &self.header.columns;
        columns.iter().all(|(field, _)| one_line(&self.cell(*field).text()) == self.header.text(*field))
    }

    /// Whether this is a line of totals: it says so first, and at least one other required field is blank.
    fn is_total(&self) -> bool {
        const TOTALS: [&str; 12] = [
            "合计",
            "总计",
            "小计",
            "共计",
            "总额",
            "本页合计",
            "本页小计",
            "累计",
            "total",
            "subtotal",
            "grandtotal",
            "sum",
        ];
        let Some(first) = self.row.cells.iter().position(|cell| !cell.is_blank()) else { return false };
        let text = self.row.cells[first].text();
        let word: String = text
            .chars()
            .map(half_width)
            .take_while(|c| !matches!(c, ':' | '(' | '['))
            .filter(|c| c.is_alphabetic())
            .flat_map(char::to_lowercase)
            .collect();
        let says_so = TOTALS.contains(&word.as_str());
        let incomplete = |field: &Field| {
            let column = self.columns.of[*field as usize];
            column != Some(first) && self.cell(*field).is_blank()
        };
        says_so && self.header.kind.required().iter().any(incomplete)
    }

    /// Whether this is a note below the table: one cell, that begins like one.
    fn is_footnote(&self) -> bool {
        const BEGINNINGS: [&str; 14] = [
            "注:",
            "备注:",
            "说明:",
            "制表",
            "打印",
            "导出时间",
            "导出人",
            "审核人",
            "以上",
            "数据来源",
            "note:",
            "*",
            "#",
            "--",
        ];
        let mut filled = self.row.cells.iter().filter(|cell| !cell.is_blank());
        let (Some(only), None) = (filled.next(), filled.next()) else { return false };
        let text: String = only.text().trim().chars().map(half_width).flat_map(char::to_lowercase).collect();
        // The error of a formula in a column of its own is no note.
        !is_error(only) && BEGINNINGS.iter().any(|beginning| text.starts_with(beginning))
    }
}

/// Whether a cell holds the error of a formula, also where a text file only has its name.
fn is_error(cell: &Cell) -> bool {
    const NAMES: [&str; 8] = ["#N/A", "#REF!", "#VALUE!", "#DIV/0!", "#NAME?", "#NUM!", "#NULL!", "#SPILL!"];
    match cell {
        Cell::Error(_) => true,
        Cell::Text(text) => NAMES.contains(&text.trim()),
        Cell::Empty | Cell::Number(_) | Cell::Date(_) => false,
    }
}

/// Whether a text only says that there is none.
fn is_placeholder(text: &str) -> bool {
    matches!(text, "" | "-" | "--" | "—" | "——" | "/" | "\\" | "null" | "NULL")
}

/// A text without what cannot be seen at its edges, and without the marks by which exports keep spreadsheets from
/// taking digits for a number: `'00123`, `` `00123 ``, `="00123"`.
fn trimmed(text: &str) -> &str {
    let text = text.trim_matches(is_invisible);
    if let Some(inside) = text.strip_prefix("=\"").and_then(|rest| rest.strip_suffix('"')) {
        return inside.trim_matches(is_invisible);
    }
    let is_mark =
        |rest: &&str| rest.starts_with(|c: char| c.is_ascii_digit() || matches!(c, '=' | '+' | '-' | '@'));
    text.strip_prefix(['\'', '`']).filter(is_mark).map_or(text, |rest| rest.trim_matches(is_invisible))
}

/// A text in one line.
fn one_line(text: &str) -> String {
    let text = trimmed(text);
    if !text.contains(|c: char| is_invisible(c) && c != ' ') && !text.contains("  ") {
        return text.to_owned();
    }
    let parts: Vec<_> = text.split(is_invisible).filter(|part| !part.is_empty()).collect();
    parts.join(" ")
}
