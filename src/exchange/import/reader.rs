//! Walks the data rows below a header and reads each as a record.

use std::collections::HashSet;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::marker::PhantomData;

use chrono::NaiveDate;

use super::date::date;
use super::header::Header;
use super::record::Record;
use super::synonyms::{Taxed, is_running_number, taxed};
use super::vocabulary::Vocabulary;
use super::words;
use crate::domain::email::validate_emails;
use crate::domain::files::FileError;
use crate::domain::import::{Field, LeftOutReason, Meaning, RowFault, RowProblem};
use crate::domain::money::{Fen, half_width};
use crate::domain::tax_id::TaxId;
use crate::domain::text::{first_unseen, first_unseen_in_lines};
use crate::exchange::table::{Cell, Row, Rows, Sheet, is_invisible};

/// A data row: its number, and what it says, or why it says nothing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DataRow<R> {
    /// The row, as a spreadsheet shows it.
    pub row: u32,
    /// What it says.
    pub record: Result<R, Unread>,
}

/// Why a data row is not read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Unread {
    /// It is wrong.
    Wrong(RowProblem),
    /// Nothing is wrong with it, and it is not meant.
    LeftOut(LeftOutReason),
}

impl From<RowProblem> for Unread {
    fn from(problem: RowProblem) -> Self {
        Self::Wrong(problem)
    }
}

/// What people have said that bears on what a row says.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Said {
    /// What words mean.
    pub vocabulary: Vocabulary,
    /// Credit codes that fail their check, and that somebody has seen on the certificate.
    pub tax_ids_seen: HashSet<TaxId>,
}

/// The data rows of `sheet` below `header`: no titles, blank lines, totals, or headers repeated on every page.
///
/// # Errors
/// The file can no longer be read.
pub fn records<'a, R: Record>(
    sheet: &'a mut Sheet,
    header: &'a Header,
    said: &'a Said,
) -> Result<Records<'a, R>, FileError> {
    let columns = Columns::of(header, sheet.counts_from_1904());
    Ok(Records {
        rows: sheet.rows()?,
        row: Row::default(),
        total: None,
        sum: Some(Fen::ZERO),
        header,
        columns,
        said,
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
    /// What the amounts of the data rows add up to, those of wrong rows too; nothing once one cannot be read.
    sum: Option<Fen>,
    header: &'a Header,
    columns: Columns,
    said: &'a Said,
    record: PhantomData<R>,
}

impl<R: Record> Records<'_, R> {
    /// How much has been read, and how much there is, in a unit that is the file's own.
    pub fn progress(&self) -> (u64, u64) {
        self.rows.progress()
    }

    /// The header above the rows.
    pub fn header(&self) -> &Header {
        self.header
    }

    /// What is wrong with a cell of the row that was read last, for those who know more than the row says.
    pub fn problem(&self, field: Field, fault: RowFault) -> RowProblem {
        self.view().problem(field, fault)
    }

    /// What the last line of totals says, and what the amounts of the data rows add up to, those of wrong rows and of
    /// rows left out too, where the two are not the same. Nothing while one of the amounts cannot be read.
    pub fn differing_total(&self) -> Option<(Fen, Fen)> {
        self.total.zip(self.sum).filter(|(said, sum)| said != sum)
    }

    /// The number of the row that was read last, which no other row may have for something else.
    pub fn key(&self) -> Option<String> {
        self.view().id(R::KEY?).ok().flatten()
    }

    /// A number that two rows share that say the same in every column, but for a running number; `record` is what the
    /// row that was read last says.
    pub fn fingerprint(&self, record: Option<&R>) -> u64 {
        let mut hasher = DefaultHasher::new();
        record.hash(&mut hasher);
        for (column, cell) in self.row.cells.iter().enumerate() {
            let is_told = record.is_some() && self.columns.is_used(column);
            if !is_told && !cell.is_blank() && !self.columns.is_running_number(column) {
                (column, trimmed(&cell.text())).hash(&mut hasher);
            }
        }
        hasher.finish()
    }

    /// The texts of the row that was read last, under the columns that are used, in the order of the header's.
    pub fn texts(&self) -> Vec<String> {
        let view = self.view();
        self.header.columns.iter().map(|(field, _)| one_line(&view.cell(*field).text())).collect()
    }

    fn view(&self) -> RowView<'_> {
        RowView { row: &self.row, header: self.header, columns: &self.columns, said: self.said }
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
                let record = R::read(&view);
                let amount = match &record {
                    Ok(record) => record.listed_amount(),
                    Err(_) => view.money(Field::Amount).ok().flatten(),
                };
                self.sum = self.sum.zip(amount).map(|(sum, amount)| sum + amount);
                return Some(Ok(DataRow { row: self.row.number, record }));
            }
            if view.is_total()
                && let Ok(Some(total)) = view.money(Field::Amount)
            {
                self.total = Some(total);
            }
        }
    }
}

/// What each column is.
struct Columns {
    of: [Option<usize>; Field::COUNT],
    /// By column: whether it is some field's, and whether it only numbers the rows.
    used: Vec<bool>,
    running_number: Vec<bool>,
    /// What the header of the amounts says of tax.
    amount_is: Taxed,
    counts_from_1904: bool,
}

impl Columns {
    fn of(header: &Header, counts_from_1904: bool) -> Self {
        let mut of = [None; Field::COUNT];
        let mut used = vec![false; header.texts.len()];
        for (field, column) in &header.columns {
            of[*field as usize] = Some(*column);
            if let Some(used) = used.get_mut(*column) {
                *used = true;
            }
        }
        let running_number =
            header.texts.iter().zip(&used).map(|(text, used)| !used && is_running_number(text)).collect();
        Self { of, used, running_number, amount_is: taxed(header.text(Field::Amount)), counts_from_1904 }
    }

    fn is_used(&self, column: usize) -> bool {
        self.used.get(column).is_some_and(|used| *used)
    }

    fn is_running_number(&self, column: usize) -> bool {
        self.running_number.get(column).is_some_and(|is| *is)
    }
}

/// A row with the meaning of its columns.
pub struct RowView<'a> {
    row: &'a Row,
    header: &'a Header,
    columns: &'a Columns,
    said: &'a Said,
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
        let column = self.header.text(field).to_owned();
        RowProblem { row: self.row.number, column, field, value, fault, also: Vec::new() }
    }

    /// Whether the table has a column of this field.
    pub(super) fn has(&self, field: Field) -> bool {
        self.columns.of[field as usize].is_some()
    }

    /// What the header of the amounts says of tax.
    pub(super) fn amount_is(&self) -> Taxed {
        self.columns.amount_is
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

    /// A word with a meaning, as a person has said or as it is `known`; `fault` where it has none.
    pub(super) fn word<T>(
        &self,
        field: Field,
        said: impl Fn(Meaning) -> Option<T>,
        known: impl Fn(&str) -> Option<T>,
        fault: RowFault,
    ) -> Result<Option<T>, RowProblem> {
        const LIMIT: usize = 100;
        let Some(word) = self.text(field, LIMIT)? else { return Ok(None) };
        let said = self.said.vocabulary.meaning(field, &word).and_then(said);
        said.or_else(|| known(&word)).map(Some).ok_or_else(|| self.problem(field, fault))
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

    /// An amount that was given back, with or without a minus before it.
    pub(super) fn refund(&self, field: Field) -> Result<Option<Fen>, RowProblem> {
        let text = self.cell(field).text();
        let text = trimmed(&text);
        match text.strip_prefix(['-', '−', '－']) {
            Some(amount) if !is_placeholder(text) => {
                Fen::parse(amount).map(Some).map_err(|error| self.problem(field, RowFault::BadAmount(error)))
            }
            _ => self.money(field),
        }
    }

    /// An amount of more than nothing that was given back.
    pub(super) fn positive_refund(&self, field: Field) -> Result<Option<Fen>, RowProblem> {
        match self.refund(field)? {
            Some(amount) if !amount.is_positive() => Err(self.problem(field, RowFault::AmountNotPositive)),
            amount => Ok(amount),
        }
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
            TaxId::parse_seen(&text, |id| self.said.tax_ids_seen.contains(id))
                .map_err(|error| self.problem(field, RowFault::BadTaxId(error)))
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
        self.word(Field::Currency, |_| None, is_cny, RowFault::BadCurrency).map(drop)
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
