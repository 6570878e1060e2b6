//! Finds the header, below titles and blank lines: one row of it, or up to three where headings stand over headings.

mod levels;
mod mapping;

use self::levels::Levels;
pub use self::mapping::Mapping;
use super::amount;
use super::cell_text::{one_line, trimmed};
use super::placeholders::is_nothing;
use super::synonyms::{
    Meaning, Strength, is_known_and_unused, looks_like_money, tells_of_invoices_or_refunds,
};
use super::units::said_above;
use super::words::is_of_money_given_back;
use super::zone::Zone;
use crate::domain::import::{AmountUnit, Field, HeaderError, ImportKind, Notice, NoticeKind};
use crate::exchange::currency::Currency;
use crate::exchange::table::{Cell, Merge, Row, Sheet};

/// Among so many rows from the top the header is sought.
pub(super) const SEARCHED_ROWS: usize = 30;
/// So many rows are looked at: the header and the first values below it.
pub(super) const SEEN_ROWS: usize = SEARCHED_ROWS + 10;

/// Which column is what.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Header {
    /// What the table holds.
    pub kind: ImportKind,
    /// The row of the header, from 1; the last one where it has several.
    pub row: u32,
    /// Every header as it stands in the file, column by column; headings over headings are joined by `/`.
    pub texts: Vec<String>,
    /// The columns that are used, in the order of the kind's fields.
    pub columns: Vec<UsedColumn>,
    /// Headers that mean nothing to the desk, as they stand in the file.
    pub unknown: Vec<String>,
    /// Headers of columns that look like money or like a state of bills, and are not read.
    pub unread_money: Vec<String>,
    /// Whether the table is an old workbook, whose number formats cannot be seen.
    pub is_limited: bool,
    /// The texts of each row of the header, as they stand in the file.
    pub(super) levels: Vec<Vec<String>>,
}

/// A column that is used.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UsedColumn {
    /// What it is read as.
    pub field: Field,
    /// Its place in the table, from 0.
    pub at: usize,
    /// The unit of its amounts, where the header or a line above the table says one.
    pub unit: Option<AmountUnit>,
    /// The zone of its times in minutes east of Greenwich, where the header names one.
    pub zone: Option<Zone>,
    /// The first value below the header.
    pub sample: Option<String>,
    /// Whether the column is hidden.
    pub is_hidden: bool,
}

impl Header {
    /// The column that is read as `field`.
    pub fn used(&self, field: Field) -> Option<&UsedColumn> {
        self.columns.iter().find(|column| column.field == field)
    }

    /// The column of `field`, from 0.
    pub fn column(&self, field: Field) -> Option<usize> {
        self.used(field).map(|column| column.at)
    }

    /// The header of `field` as it stands in the file, or nothing where the file has no such column.
    pub fn text(&self, field: Field) -> &str {
        self.column(field).and_then(|column| self.texts.get(column)).map_or("", String::as_str)
    }

    /// What a person should know of the columns before the rows are taken.
    pub fn notices(&self) -> Vec<Notice> {
        let mut notices = Vec::new();
        for column in &self.columns {
            if let Some(unit) = column.unit.filter(|unit| *unit != AmountUnit::Yuan) {
                notices.push(Notice::of_column(NoticeKind::UnitApplied(unit), self.text(column.field)));
            }
        }
        notices
            .extend(self.unread_money.iter().map(|text| Notice::of_column(NoticeKind::MoneyNotRead, text)));
        if self.is_limited {
            notices.push(Notice::of_file(NoticeKind::XlsLimited));
        }
        notices
    }
}

/// What a table says besides the cells of its first rows.
#[derive(Clone, Debug, Default)]
pub(super) struct Around<'a> {
    merges: &'a [Merge],
    /// The columns that are hidden.
    hidden: Vec<usize>,
    /// Whether those are passed over.
    is_visible_only: bool,
    is_limited: bool,
}

impl<'a> Around<'a> {
    /// What `sheet`, whose widest row of the first has so many columns, says.
    pub(super) fn of(sheet: &'a Sheet, columns: usize) -> Self {
        Self {
            merges: sheet.merges(),
            hidden: (0..columns).filter(|column| sheet.hides_column(*column)).collect(),
            is_visible_only: sheet.is_visible_only(),
            is_limited: sheet.is_limited(),
        }
    }

    fn hides(&self, column: usize) -> bool {
        self.hidden.contains(&column)
    }
}

/// Finds the header among the first rows.
pub(super) fn find(
    kind: ImportKind,
    rows: &[Row],
    mapping: &Mapping,
    around: &Around<'_>,
) -> Result<Header, HeaderError> {
    let Some(best) = best(kind, rows, mapping, around) else {
        let missing = kind.required().to_vec();
        return Err(HeaderError::NotFound { missing, row: None, seen: Vec::new() });
    };
    best.into_header(rows, around)
}

/// The row that is most like a header, with those of its columns that are clear, for a person to name the others:
/// where none is like one, the row that has the most to say.
pub(super) fn likeliest(
    kind: ImportKind,
    rows: &[Row],
    mapping: &Mapping,
    around: &Around<'_>,
) -> Option<Header> {
    if let Some(best) = best(kind, rows, mapping, around) {
        let clear = |(field, columns): &(Field, Vec<usize>)| match columns[..] {
            [column] => Some((*field, column)),
            _ => None,
        };
        let columns: Vec<_> = best.found.iter().filter_map(clear).collect();
        let said = best.said(rows);
        return Some(best.header(columns, &said, rows, around));
    }
    let filled = |row: &Row| row.cells.iter().filter(|cell| !cell.is_blank()).count();
    // Of equal rows the first, which stands above the data.
    let searched = &rows[..rows.len().min(SEARCHED_ROWS)];
    let fullest = searched.iter().rev().max_by_key(|row| filled(row)).filter(|row| filled(row) > 0)?;
    let levels = Levels::single(fullest);
    let candidate = Candidate::of(kind, levels, &Mapping::default(), around);
    let said = candidate.said(rows);
    Some(candidate.header(Vec::new(), &said, rows, around))
}

fn best(kind: ImportKind, rows: &[Row], mapping: &Mapping, around: &Around<'_>) -> Option<Candidate> {
    let mut best: Option<Candidate> = None;
    let searched = &rows[..rows.len().min(SEARCHED_ROWS)];
    for at in 0..searched.len() {
        for levels in levels::from(kind, &searched[at..], around.merges) {
            let candidate = Candidate::of(kind, levels, mapping, around);
            // Of equal ones the first, and the one with headings below headings.
            let (score, depth) = (candidate.score(), candidate.levels.depth());
            let (best_score, best_at, best_depth) = best.as_ref().map_or(((false, 0), 0, 0), |best| {
                (best.score(), best.levels.first_row, best.levels.depth())
            });
            let is_deeper = candidate.levels.first_row == best_at && depth > best_depth;
            if score > best_score || (score == best_score && score.1 > 0 && is_deeper) {
                best = Some(candidate);
            }
        }
    }
    best
}

/// What a row would mean if it were the header.
struct Candidate {
    kind: ImportKind,
    levels: Levels,
    texts: Vec<String>,
    meanings: Vec<Option<Meaning>>,
    /// For each field, the columns that could be it, the likeliest only.
    found: Vec<(Field, Vec<usize>)>,
    missing: Vec<Field>,
    /// Columns named by hand that this row does not have.
    not_there: Vec<(Field, String)>,
}

impl Candidate {
    fn of(kind: ImportKind, levels: Levels, mapping: &Mapping, around: &Around<'_>) -> Self {
        let texts = levels.texts();
        let meanings: Vec<_> = (0..texts.len()).map(|column| levels.meaning(kind, column)).collect();
        let mut found = Vec::new();
        let mut not_there = Vec::new();
        let by_hand: Vec<_> =
            mapping.pairs().map(|(field, header)| (field, header, levels.column_named(header))).collect();
        // A statement may have one time for all: what was named to be one day may be another one, too.
        let is_day = |field: Field| matches!(field, Field::BilledOn | Field::PaidOn | Field::On);
        let taken = |field: Field, column: usize| {
            by_hand.iter().any(|(other, _, named)| {
                *named == Some(column)
                    && !(is_day(*other) && is_day(field) && kind.required().contains(&field))
            })
        };
        let passed_over = |column: usize| around.is_visible_only && around.hides(column);
        for field in kind.fields() {
            if let Some((_, header, column)) = by_hand.iter().find(|(named, ..)| named == field) {
                match column {
                    _ if header.is_empty() => {}
                    Some(column) => found.push((*field, vec![*column])),
                    None => not_there.push((*field, (*header).to_owned())),
                }
                continue;
            }
            let columns = |strength| {
                let means = |column: &usize| {
                    meanings[*column].is_some_and(|meaning| {
                        meaning.field == *field && meaning.strength == strength && !meaning.is_foreign()
                    }) && !taken(*field, *column)
                        && !passed_over(*column)
                };
                (0..texts.len()).filter(means).collect::<Vec<_>>()
            };
            let (exact, general) = (columns(Strength::Exact), columns(Strength::General));
            let (mut columns, others) = if exact.is_empty() { (general, exact) } else { (exact, general) };
            // What is hidden is not the amount while something that can be seen could be it: a person must say.
            if field.is_money() && !columns.is_empty() && columns.iter().all(|column| around.hides(*column)) {
                columns.extend(others.into_iter().filter(|column| !around.hides(*column)));
                columns.sort_unstable();
            }
            if !columns.is_empty() {
                found.push((*field, columns));
            }
        }
        let has = |field: &Field| found.iter().any(|(found, _)| found == field);
        let missing = kind.missing(|field| has(&field));
        Self { kind, levels, texts, meanings, found, missing, not_there }
    }

    /// A row with all that is required comes before one with more fields.
    fn score(&self) -> (bool, usize) {
        (self.missing.is_empty() && self.not_there.is_empty(), self.found.len())
    }

    /// What the lines above say of all amounts, and in which row another currency is said. The nearest line counts.
    fn said(&self, rows: &[Row]) -> Above {
        let mut above = Above::default();
        for row in rows.iter().filter(|row| row.number < self.levels.first_row) {
            let cells: Vec<String> =
                row.cells.iter().filter(|cell| !cell.is_blank()).map(|cell| one_line(&cell.text())).collect();
            let said = said_above(&cells);
            if said.currency == Some(Currency::Other) {
                above.foreign = Some((row.number, cells.join(" ")));
            } else if said.currency == Some(Currency::Cny) {
                above.foreign = None;
            }
            above.unit = said.unit.or(above.unit);
            above.zone = said.zone.or(above.zone);
        }
        above
    }

    fn into_header(self, rows: &[Row], around: &Around<'_>) -> Result<Header, HeaderError> {
        let seen = || self.texts.iter().filter(|text| !text.is_empty()).cloned().collect();
        if let Some((field, header)) = self.not_there.first() {
            return Err(HeaderError::NoSuchColumn { field: *field, header: header.clone(), seen: seen() });
        }
        if !self.missing.is_empty() {
            if let Some(text) = self.foreign_amount() {
                return Err(HeaderError::ForeignCurrency { row: self.levels.last_row, text });
            }
            return Err(HeaderError::NotFound {
                missing: self.missing.clone(),
                row: Some(self.levels.last_row),
                seen: seen(),
            });
        }
        let mut columns = Vec::new();
        for (field, candidates) in &self.found {
            let [column] = candidates[..] else {
                let headers = candidates.iter().map(|column| self.texts[*column].clone()).collect();
                return Err(HeaderError::Ambiguous { field: *field, row: self.levels.last_row, headers });
            };
            columns.push((*field, column));
        }
        let said = self.said(rows);
        self.check_currency(&columns, &said)?;
        self.check_units(&columns, &said)?;
        Ok(self.header(columns, &said, rows, around))
    }

    /// The header of amounts in another currency, where those are all that there are.
    fn foreign_amount(&self) -> Option<String> {
        let lacks_amount = self.missing.contains(&Field::Amount);
        let is_amount = |column: &usize| {
            self.meanings[*column]
                .is_some_and(|meaning| meaning.field == Field::Amount && meaning.is_foreign())
        };
        (0..self.texts.len())
            .filter(|_| lacks_amount)
            .find(is_amount)
            .map(|column| self.texts[column].clone())
    }

    /// Another currency, said by the header of an amount that was named by hand, or by a line above the table where
    /// neither the header nor a column of its own says which.
    fn check_currency(&self, columns: &[(Field, usize)], above: &Above) -> Result<(), HeaderError> {
        for (_, column) in columns.iter().filter(|(field, _)| field.is_money()) {
            if self.levels.measure(*column).currency == Some(Currency::Other) {
                let (row, text) = (self.levels.last_row, self.texts[*column].clone());
                return Err(HeaderError::ForeignCurrency { row, text });
            }
        }
        let has_column = columns.iter().any(|(field, _)| *field == Field::Currency);
        let amount = columns.iter().find(|(field, _)| *field == Field::Amount);
        let says_yuan =
            amount.is_some_and(|(_, column)| self.levels.measure(*column).currency == Some(Currency::Cny));
        match &above.foreign {
            Some((row, text)) if !has_column && !says_yuan => {
                Err(HeaderError::ForeignCurrency { row: *row, text: text.clone() })
            }
            _ => Ok(()),
        }
    }

    /// A unit that the header of one amount says, and that of another does not, may hold for both or not.
    fn check_units(&self, columns: &[(Field, usize)], above: &Above) -> Result<(), HeaderError> {
        let amounts = || columns.iter().filter(|(field, _)| field.is_money()).map(|(_, column)| *column);
        let unit = |column: usize| self.levels.measure(column).unit.or(above.unit);
        let named = amounts().find(|column| unit(*column).is_some_and(|unit| unit != AmountUnit::Yuan));
        let unnamed = amounts().find(|column| unit(*column).is_none());
        let (Some(named), Some(unnamed)) = (named, unnamed) else { return Ok(()) };
        let text = |column: usize| self.texts[column].clone();
        Err(HeaderError::UnitUnclear {
            row: self.levels.last_row,
            named: text(named),
            unnamed: text(unnamed),
        })
    }

    fn header(
        self,
        columns: Vec<(Field, usize)>,
        above: &Above,
        rows: &[Row],
        around: &Around<'_>,
    ) -> Header {
        let below = || rows.iter().filter(|row| row.number > self.levels.last_row);
        let first_value =
            |column: usize| below().filter_map(|row| row.cells.get(column)).find(|cell| !cell.is_blank());
        let used = |(field, at): (Field, usize)| {
            let measure = self.levels.measure(at);
            UsedColumn {
                field,
                at,
                unit: measure.unit.or(above.unit).filter(|_| field.is_money()),
                zone: measure.zone.or(above.zone),
                sample: first_value(at).map(|cell| one_line(&cell.text())),
                is_hidden: around.hides(at),
            }
        };
        let columns: Vec<UsedColumn> = columns.into_iter().map(used).collect();
        let is_used = |at: &usize| columns.iter().any(|column| column.at == *at);
        let unused: Vec<usize> = (0..self.texts.len())
            .filter(|column| !is_used(column) && !self.texts[*column].is_empty())
            .filter(|column| !is_known_and_unused(self.levels.leaf(*column)))
            .collect();
        let is_amount = |column: &usize| {
            let is_like = looks_like_money(&self.texts[*column])
                || self.meanings[*column].is_some_and(|meaning| meaning.field.is_money());
            is_like && first_value(*column).is_some_and(is_amount_like)
        };
        let tells = |column: &usize| {
            let mut values = below().filter_map(|row| row.cells.get(*column)).filter(|cell| !cell.is_blank());
            let is_state = self.meanings[*column].is_some_and(|meaning| {
                matches!(meaning.field, Field::Status | Field::InvoiceState | Field::RefundState)
            });
            self.kind == ImportKind::Bills
                && if is_state || tells_of_invoices_or_refunds(&self.texts[*column]) {
                    values.any(|cell| !is_nothing(trimmed(&cell.text())))
                } else {
                    values.any(|cell| is_of_money_given_back(trimmed(&cell.text())))
                }
        };
        let unread_money = unused
            .iter()
            .filter(|column| is_amount(column) || tells(column))
            .map(|column| self.texts[*column].clone());
        let unread_money = unread_money.collect();
        let unknown = unused.iter().filter(|column| self.meanings[**column].is_none());
        let unknown = unknown.map(|column| self.texts[*column].clone()).collect();
        Header {
            kind: self.kind,
            row: self.levels.last_row,
            columns,
            unknown,
            unread_money,
            is_limited: around.is_limited,
            levels: self.levels.rows,
            texts: self.texts,
        }
    }
}

/// What the lines above a table say of all its amounts.
#[derive(Debug, Default)]
struct Above {
    unit: Option<AmountUnit>,
    /// Of all times, where a line says 时区 or time zone.
    zone: Option<Zone>,
    /// The row that names another currency, and its words.
    foreign: Option<(u32, String)>,
}

/// Whether a value could be an amount; a long row of digits is a number of something.
fn is_amount_like(cell: &Cell) -> bool {
    const LONGEST_WHOLE: usize = 9;
    let text = cell.text();
    let text = text.trim();
    let is_number_of_something = text.len() > LONGEST_WHOLE && text.bytes().all(|byte| byte.is_ascii_digit());
    if is_number_of_something || matches!(cell, Cell::Date(_) | Cell::Moment(_)) {
        return false;
    }
    !matches!(amount::amount(cell, AmountUnit::Yuan), Err(amount::AmountError::Money(_)))
}

#[cfg(test)]
mod tests;
