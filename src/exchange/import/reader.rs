//! Walks the data rows below a header and reads each as a record.

mod lines;

use std::collections::HashSet;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::marker::PhantomData;

use chrono::NaiveDate;

use self::lines::Total;
use super::amount::{self, AmountError};
use super::cell_text::{is_error, is_number_of_something, one_line, trimmed};
use super::date::{Clock, date, day_of_text};
use super::header::Header;
use super::placeholders::{is_no_day, is_nothing, says_unpaid};
use super::record::Record;
use super::synonyms::{Taxed, is_reason_header, is_running_number, taxed};
use super::vocabulary::Vocabulary;
use super::words;
use crate::domain::email::{emails, joined};
use crate::domain::files::FileError;
use crate::domain::import::{AmountUnit, Field, ImportKind, LeftOutReason, Meaning, RowFault, RowProblem};
use crate::domain::lost_digits::is_rounded;
use crate::domain::money::{Fen, MoneyError, half_width};
use crate::domain::tax_id::TaxId;
use crate::domain::text::{first_unseen, first_unseen_in_lines};
use crate::exchange::table::{Cell, Row, Rows, Sheet};

/// A data row: its number, and what it says, or why it says nothing.
#[derive(Clone, Debug, PartialEq)]
pub struct DataRow<R> {
    pub row: u32,
    pub record: Result<R, Unread>,
    pub is_hidden: bool,
    /// Whether what it says is struck out.
    pub is_struck: bool,
    /// Its own number, which no other row may have for something else.
    pub key: Option<String>,
    /// A number that two rows share that say the same in every column, but for a running number.
    pub fingerprint: u64,
    /// As it stands in the table.
    pub cells: Row,
}

/// Why a data row is not read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Unread {
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
    pub vocabulary: Vocabulary,
    /// Credit codes that fail their check, and that somebody has seen on the certificate.
    pub tax_ids_seen: HashSet<TaxId>,
}

/// The data rows of `sheet`, laid out like this: no titles, blank lines, totals, or headers repeated on every page.
pub fn records<'a, R: Record>(
    sheet: &'a mut Sheet,
    layout: &'a Layout<'a>,
) -> Result<Records<'a, R>, FileError> {
    debug_assert_eq!(layout.header.kind, R::KIND);
    let visible_only = sheet.is_visible_only();
    Ok(Records {
        rows: sheet.rows()?,
        total: None,
        totals_below: None,
        visible_only,
        sum: Some(Fen::ZERO),
        layout,
        record: PhantomData,
    })
}

/// What the columns of a table mean.
pub struct Layout<'a> {
    header: &'a Header,
    columns: Columns,
    said: &'a Said,
}

impl<'a> Layout<'a> {
    /// That of `sheet` below `header`.
    pub fn of(sheet: &Sheet, header: &'a Header, said: &'a Said) -> Self {
        Self { header, columns: Columns::of(header, sheet.counts_from_1904()), said }
    }

    pub fn header(&self) -> &Header {
        self.header
    }

    /// What is wrong with a cell of a row, for those who know more than the row says.
    pub fn problem(&self, row: &Row, field: Field, fault: RowFault) -> RowProblem {
        self.view(row).problem(field, fault)
    }

    /// The texts of a row, under the columns that are used, in the order of the header's.
    pub fn texts(&self, row: &Row) -> Vec<String> {
        let view = self.view(row);
        self.header.columns.iter().map(|column| one_line(&view.cell(column.field).text())).collect()
    }

    fn view<'v>(&'v self, row: &'v Row) -> RowView<'v> {
        RowView { row, header: self.header, columns: &self.columns, said: self.said }
    }

    fn fingerprint(&self, row: &Row, record: Option<&impl Record>) -> u64 {
        let mut hasher = DefaultHasher::new();
        record.hash(&mut hasher);
        for (column, cell) in row.cells.iter().enumerate() {
            let is_told = match self.columns.uses.get(column) {
                Some(ColumnUse::Read) => record.is_some(),
                Some(ColumnUse::SaysNothing) => true,
                Some(ColumnUse::Unread) | None => false,
            };
            if !is_told && !cell.is_blank() {
                (column, trimmed(&cell.text())).hash(&mut hasher);
            }
        }
        hasher.finish()
    }
}

pub struct Records<'a, R> {
    rows: Rows<'a>,
    /// The amount in the last line of totals that adds up all rows.
    total: Option<Fen>,
    /// The names of totals, while the lines of a second table of them are walked.
    totals_below: Option<Vec<String>>,
    /// Whether rows that are hidden or struck out are left out.
    visible_only: bool,
    /// What the amounts of the data rows add up to, those of wrong rows too; nothing once one cannot be read.
    sum: Option<Fen>,
    layout: &'a Layout<'a>,
    record: PhantomData<R>,
}

impl<R: Record> Records<'_, R> {
    /// How much has been read, and how much there is, in a unit that is the file's own.
    pub fn progress(&self) -> (u64, u64) {
        self.rows.progress()
    }

    /// What the amounts of all rows add up to by the file's own line of totals, once that was read.
    pub fn total(&self) -> Option<Fen> {
        self.total
    }

    /// What the last line of totals says, and what the amounts of the data rows add up to, those of wrong rows and of
    /// rows left out too, where the two are not the same. Nothing while one of the amounts cannot be read.
    pub fn differing_total(&self) -> Option<(Fen, Fen)> {
        self.total.zip(self.sum).filter(|(said, sum)| said != sum)
    }
}

impl<R: Record> Iterator for Records<'_, R> {
    type Item = Result<DataRow<R>, FileError>;

    fn next(&mut self) -> Option<Self::Item> {
        loop {
            let cells = match self.rows.next()? {
                Ok(row) => row,
                Err(error) => return Some(Err(error)),
            };
            let view = self.layout.view(&cells);
            if !view.is_below_header() || view.is_header_again() || view.is_footnote() {
                continue;
            }
            if let Some(total) = view.total(self.totals_below.as_deref()) {
                match total {
                    Total::Of(Some(amount)) => self.total = Some(amount),
                    Total::Of(None) => {}
                    Total::Names(names) => self.totals_below = Some(names),
                }
                continue;
            }
            let (is_hidden, is_struck) = (cells.is_hidden(), view.is_struck());
            let record = match view.uncalculated() {
                Some(problem) => Err(problem.into()),
                None => R::read(&view),
            };
            let amount = match &record {
                Ok(record) => record.listed_amount(),
                Err(_) => view.listed_amount(),
            };
            self.sum = self.sum.zip(amount).map(|(sum, amount)| sum + amount);
            // A wrong row that nobody wants is not wrong.
            let record = match (self.visible_only, is_hidden, is_struck) {
                (true, true, _) => Err(Unread::LeftOut(LeftOutReason::Hidden)),
                (true, _, true) => Err(Unread::LeftOut(LeftOutReason::Struck)),
                _ => record,
            };
            let key = match &record {
                Ok(record) => record.key().map(str::to_owned),
                Err(_) => R::KEY.and_then(|field| view.id(field).ok().flatten()),
            };
            let fingerprint = self.layout.fingerprint(&cells, record.as_ref().ok());
            let row = cells.number;
            return Some(Ok(DataRow { row, record, is_hidden, is_struck, key, fingerprint, cells }));
        }
    }
}

struct Columns {
    of: [Option<usize>; Field::COUNT],
    units: [AmountUnit; Field::COUNT],
    clocks: [Clock; Field::COUNT],
    /// By column.
    uses: Vec<ColumnUse>,
    amount_is: Taxed,
}

#[derive(Clone, Copy)]
enum ColumnUse {
    /// It is some field's.
    Read,
    /// It only numbers the rows, or says why they were refused in an earlier round.
    SaysNothing,
    Unread,
}

impl Columns {
    fn of(header: &Header, counts_from_1904: bool) -> Self {
        let use_of = |text: &String| match is_running_number(text) || is_reason_header(text) {
            true => ColumnUse::SaysNothing,
            false => ColumnUse::Unread,
        };
        let mut columns = Self {
            of: [None; Field::COUNT],
            units: [AmountUnit::Yuan; Field::COUNT],
            clocks: [Clock { counts_from_1904, zone: None }; Field::COUNT],
            uses: header.texts.iter().map(use_of).collect(),
            amount_is: taxed(header.text(Field::Amount)),
        };
        for column in &header.columns {
            let field = column.field as usize;
            columns.of[field] = Some(column.at);
            columns.units[field] = column.unit.unwrap_or(AmountUnit::Yuan);
            columns.clocks[field].zone = column.zone;
            if let Some(of) = columns.uses.get_mut(column.at) {
                *of = ColumnUse::Read;
            }
        }
        columns
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

    pub(super) fn has(&self, field: Field) -> bool {
        self.columns.of[field as usize].is_some()
    }

    pub(super) fn amount_is(&self) -> Taxed {
        self.columns.amount_is
    }

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
        if is_number_of_something(field) && is_rounded(&text) {
            return Err(self.problem(field, RowFault::DigitsLost));
        }
        Ok((!is_nothing(&text)).then_some(text))
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
        match self.signed_money(field)? {
            Some(amount) if amount < Fen::ZERO => {
                Err(self.problem(field, RowFault::BadAmount(MoneyError::Sign)))
            }
            amount => Ok(amount),
        }
    }

    /// An amount, below zero where it has a minus or stands in brackets.
    fn signed_money(&self, field: Field) -> Result<Option<Fen>, RowProblem> {
        let cell = self.cell(field);
        let unit = self.columns.units[field as usize];
        let read = match cell {
            Cell::Text(text) => {
                let text = trimmed(text);
                if is_nothing(text) {
                    return Ok(None);
                }
                amount::of_text(text, unit)
            }
            Cell::Empty => return Ok(None),
            other => amount::amount(other, unit),
        };
        let column = self.columns.of[field as usize];
        if column.and_then(|column| self.row.merged(column)).is_some_and(|merged| merged.covers_several) {
            return Err(self.problem(field, RowFault::MergedAmount));
        }
        read.map(Some).map_err(|error| {
            let fault = match error {
                AmountError::Money(error) => RowFault::BadAmount(error),
                AmountError::Currency => RowFault::BadCurrency,
            };
            self.problem(field, fault)
        })
    }

    /// An amount that was given back, with or without a minus before it.
    pub(super) fn refund(&self, field: Field) -> Result<Option<Fen>, RowProblem> {
        let amount = self.signed_money(field)?;
        Ok(amount.map(|amount| if amount < Fen::ZERO { -amount } else { amount }))
    }

    /// The amount as it is listed, in the column of which the table gives a total.
    fn listed_amount(&self) -> Option<Fen> {
        let is_given_back = self.header.kind == ImportKind::Refunds;
        let read = if is_given_back { Self::refund } else { Self::money };
        read(self, Field::Amount).ok().flatten()
    }

    /// An amount of more than nothing, which is required.
    pub(super) fn positive(
        &self,
        field: Field,
        read: impl Fn(&Self, Field) -> Result<Option<Fen>, RowProblem>,
    ) -> Result<Fen, RowProblem> {
        let amount = self.required(field, read)?;
        let not_positive = || self.problem(field, RowFault::AmountNotPositive);
        amount.is_positive().then_some(amount).ok_or_else(not_positive)
    }

    pub(super) fn date(&self, field: Field) -> Result<Option<NaiveDate>, RowProblem> {
        let cell = self.cell(field);
        let clock = self.columns.clocks[field as usize];
        let date = match cell {
            Cell::Empty => return Ok(None),
            Cell::Text(text) => {
                let text = trimmed(text);
                let is_none = is_nothing(text) || is_no_day(text);
                if is_none || (field == Field::PaidOn && says_unpaid(text)) {
                    return Ok(None);
                }
                day_of_text(text, clock)
            }
            // A spreadsheet shows it as 1900-01-00.
            Cell::Number(0.0) => return Ok(None),
            other => date(other, clock),
        };
        date.map(Some).ok_or_else(|| self.problem(field, RowFault::BadDate))
    }

    pub(super) fn tax_id(&self, field: Field) -> Result<Option<TaxId>, RowProblem> {
        let parse = |text: String| {
            TaxId::parse_seen(&text, |id| self.said.tax_ids_seen.contains(id))
                .map_err(|error| self.problem(field, RowFault::BadTaxId(error)))
        };
        self.id(field)?.map(parse).transpose()
    }

    pub(super) fn email(&self, field: Field) -> Result<Option<String>, RowProblem> {
        const LIMIT: usize = 1_000;
        let check = |text: String| match emails(&text) {
            Ok(found) => Ok(joined(found.iter())),
            Err(error) => Err(self.problem(field, RowFault::BadEmail(error))),
        };
        self.text(field, LIMIT)?.map(check).transpose()
    }

    /// Refuses a row in another currency.
    pub(super) fn check_currency(&self) -> Result<(), RowProblem> {
        let is_cny = |text: &str| words::is_cny(text).then_some(());
        self.word(Field::Currency, |_| None, is_cny, RowFault::BadCurrency).map(drop)
    }
}
