//! Finds the header row, below titles and blank lines.

use super::synonyms::{Strength, is_known_and_unused, meaning, plain_header};
use crate::domain::import::{Field, HeaderError, ImportKind};
use crate::exchange::table::Row;

/// Among so many rows from the top the header is sought.
pub(super) const SEARCHED_ROWS: usize = 30;

/// Which column is what.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Header {
    /// What the table holds.
    pub kind: ImportKind,
    /// The row of the header, from 1.
    pub row: u32,
    /// Every header as it stands in the file, column by column.
    pub texts: Vec<String>,
    /// The columns that are used, from 0, in the order of the kind's fields.
    pub columns: Vec<(Field, usize)>,
    /// Headers that mean nothing to the desk, as they stand in the file.
    pub unknown: Vec<String>,
}

impl Header {
    /// The column of `field`, from 0.
    pub fn column(&self, field: Field) -> Option<usize> {
        self.columns.iter().find(|(named, _)| *named == field).map(|(_, column)| *column)
    }

    /// The header of `field` as it stands in the file, or nothing where the file has no such column.
    pub fn text(&self, field: Field) -> &str {
        self.column(field).and_then(|column| self.texts.get(column)).map_or("", String::as_str)
    }
}

/// Columns named by hand, over what their headers seem to mean.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Mapping(Vec<(Field, String)>);

impl Mapping {
    /// Reads pairs such as `amount=应付金额` or `amount=H`: a header, or the letter of a column.
    ///
    /// # Errors
    /// The first pair that has no `=`, or names no field of `kind`.
    pub fn parse<'a>(
        kind: ImportKind,
        pairs: impl IntoIterator<Item = &'a str>,
    ) -> Result<Self, HeaderError> {
        let mut mapping = Self::default();
        for pair in pairs {
            let wrong = || HeaderError::NoSuchField { kind, pair: pair.to_owned() };
            let (field, header) = pair.split_once('=').ok_or_else(wrong)?;
            let field = kind.field(field).ok_or_else(wrong)?;
            mapping.set(field, header.trim());
        }
        Ok(mapping)
    }

    /// Names the column of `field`, by its header or letter; by nothing, the field is left out.
    pub fn set(&mut self, field: Field, header: &str) {
        self.0.retain(|(named, _)| *named != field);
        self.0.push((field, header.to_owned()));
    }

    /// The columns that are named.
    pub fn pairs(&self) -> impl Iterator<Item = (Field, &str)> {
        self.0.iter().map(|(field, header)| (*field, header.as_str()))
    }

    /// Whether no column is named.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

/// Finds the header among the first rows.
pub(super) fn find(kind: ImportKind, rows: &[Row], mapping: &Mapping) -> Result<Header, HeaderError> {
    let Some(best) = best(kind, rows, mapping) else {
        let missing = kind.required().to_vec();
        return Err(HeaderError::NotFound { missing, row: None, seen: Vec::new() });
    };
    best.into_header()
}

/// The row that is most like a header, with those of its columns that are clear, for a person to name the others:
/// where none is like one, the row that has the most to say.
pub(super) fn likeliest(kind: ImportKind, rows: &[Row], mapping: &Mapping) -> Option<Header> {
    if let Some(best) = best(kind, rows, mapping) {
        let clear = |(field, columns): &(Field, Vec<usize>)| match columns[..] {
            [column] => Some((*field, column)),
            _ => None,
        };
        let columns = best.found.iter().filter_map(clear).collect();
        return Some(Header { kind, row: best.row, texts: best.texts, columns, unknown: Vec::new() });
    }
    let filled = |row: &Row| row.cells.iter().filter(|cell| !cell.is_blank()).count();
    // Of equal rows the first, which stands above the data.
    let fullest = rows.iter().rev().max_by_key(|row| filled(row)).filter(|row| filled(row) > 0)?;
    let texts = texts_of(fullest);
    Some(Header { kind, row: fullest.number, texts, columns: Vec::new(), unknown: Vec::new() })
}

fn best(kind: ImportKind, rows: &[Row], mapping: &Mapping) -> Option<Candidate> {
    let mut best: Option<Candidate> = None;
    for row in rows {
        let candidate = Candidate::of(kind, row, mapping);
        if candidate.score() > best.as_ref().map_or((false, 0), Candidate::score) {
            best = Some(candidate);
        }
    }
    best
}

fn texts_of(row: &Row) -> Vec<String> {
    row.cells.iter().map(|cell| one_line(&cell.text())).collect()
}

/// What a row would mean if it were the header.
struct Candidate {
    kind: ImportKind,
    row: u32,
    texts: Vec<String>,
    /// For each field, the columns that could be it, the likeliest only.
    found: Vec<(Field, Vec<usize>)>,
    missing: Vec<Field>,
    /// Columns named by hand that this row does not have.
    not_there: Vec<(Field, String)>,
}

impl Candidate {
    fn of(kind: ImportKind, row: &Row, mapping: &Mapping) -> Self {
        let texts = texts_of(row);
        let meanings: Vec<_> = texts.iter().map(|text| meaning(kind, text)).collect();
        let mut found = Vec::new();
        let mut not_there = Vec::new();
        let by_hand: Vec<_> =
            mapping.pairs().map(|(field, header)| (field, header, column_named(&texts, header))).collect();
        let taken = |column: usize| by_hand.iter().any(|(.., named)| *named == Some(column));
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
                let means = |column: &usize| meanings[*column] == Some((*field, strength)) && !taken(*column);
                (0..texts.len()).filter(means).collect::<Vec<_>>()
            };
            let exact = columns(Strength::Exact);
            let columns = if exact.is_empty() { columns(Strength::General) } else { exact };
            if !columns.is_empty() {
                found.push((*field, columns));
            }
        }
        let has = |field: &Field| found.iter().any(|(found, _)| found == field);
        let missing = kind.missing(|field| has(&field));
        Self { kind, row: row.number, texts, found, missing, not_there }
    }

    /// A row with all that is required comes before one with more fields.
    fn score(&self) -> (bool, usize) {
        (self.missing.is_empty() && self.not_there.is_empty(), self.found.len())
    }

    fn into_header(self) -> Result<Header, HeaderError> {
        let seen = || self.texts.iter().filter(|text| !text.is_empty()).cloned().collect();
        if let Some((field, header)) = self.not_there.first() {
            return Err(HeaderError::NoSuchColumn { field: *field, header: header.clone(), seen: seen() });
        }
        if !self.missing.is_empty() {
            return Err(HeaderError::NotFound {
                missing: self.missing.clone(),
                row: Some(self.row),
                seen: seen(),
            });
        }
        let mut columns = Vec::new();
        for (field, candidates) in &self.found {
            let [column] = candidates[..] else {
                let headers = candidates.iter().map(|column| self.texts[*column].clone()).collect();
                return Err(HeaderError::Ambiguous { field: *field, row: self.row, headers });
            };
            columns.push((*field, column));
        }
        let used = |column: &usize| columns.iter().any(|(_, used)| used == column);
        let unknown = (0..self.texts.len())
            .filter(|column| !used(column))
            .map(|column| &self.texts[column])
            .filter(|text| {
                !text.is_empty() && !is_known_and_unused(text) && meaning(self.kind, text).is_none()
            })
            .cloned()
            .collect();
        Ok(Header { kind: self.kind, row: self.row, texts: self.texts, columns, unknown })
    }
}

/// The column with that header, or of that letter.
fn column_named(texts: &[String], header: &str) -> Option<usize> {
    let exact = texts.iter().position(|text| text == header);
    let plain = plain_header(header);
    let near = || texts.iter().position(|text| !plain.is_empty() && plain_header(text) == plain);
    exact.or_else(near).or_else(|| column_letter(header).filter(|column| *column < texts.len()))
}

/// The column that a spreadsheet calls so, from 0: A is 0, AA is 26.
fn column_letter(letters: &str) -> Option<usize> {
    if letters.is_empty() || letters.len() > 3 || !letters.bytes().all(|byte| byte.is_ascii_uppercase()) {
        return None;
    }
    Some(letters.bytes().fold(0, |column, letter| column * 26 + usize::from(letter - b'A') + 1) - 1)
}

/// A header in one line and without edges.
fn one_line(text: &str) -> String {
    text.split(|c: char| c.is_whitespace() || c == '\u{FEFF}')
        .filter(|part| !part.is_empty())
        .collect::<Vec<_>>()
        .join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::exchange::table::Cell;

    fn rows(lines: &[&str]) -> Vec<Row> {
        let cells = |line: &&str| line.split('|').map(|text| Cell::Text(text.to_owned())).collect();
        lines.iter().zip(1..).map(|(line, number)| Row { number, cells: cells(line) }).collect()
    }

    fn find_bills(lines: &[&str], pairs: &[&str]) -> Result<Header, HeaderError> {
        let mapping = Mapping::parse(ImportKind::Bills, pairs.iter().copied())?;
        find(ImportKind::Bills, &rows(lines), &mapping)
    }

    #[test]
    fn the_header_is_found_below_titles() {
        let header = find_bills(
            &[
                "账单明细",
                "",
                "导出人：张三|金额单位：元",
                "账单号|客户编号|备注|金额(元)|账单日期|渠道",
                "B1|C1||1|2026-01-01|x",
            ],
            &[],
        )
        .unwrap();
        assert_eq!(header.row, 4);
        assert_eq!(header.column(Field::Amount), Some(3));
        assert_eq!(header.text(Field::Amount), "金额(元)");
        assert_eq!(header.column(Field::DueOn), None);
        assert_eq!(header.unknown, ["渠道"]);
    }

    #[test]
    fn an_exact_name_comes_before_a_general_one() {
        let header = find_bills(&["订单号|账单号|客户|客户编号|金额|账单金额|日期|出账日期"], &[]).unwrap();
        let columns: Vec<_> = header.columns.iter().map(|(_, column)| *column).collect();
        assert_eq!(columns, [1, 3, 5, 7]);
    }

    #[test]
    fn two_names_for_one_field_must_be_told_apart_by_a_person() {
        let lines = ["账单号|客户编号|应付金额|实付金额|出账日期"];
        let error = find_bills(&lines, &[]).unwrap_err();
        let headers = vec!["应付金额".to_owned(), "实付金额".to_owned()];
        assert_eq!(error, HeaderError::Ambiguous { field: Field::Amount, row: 1, headers });
        assert_eq!(find_bills(&lines, &["amount=实付金额"]).unwrap().column(Field::Amount), Some(3));
    }

    #[test]
    fn a_mapping_by_hand_comes_before_synonyms() {
        let lines = ["账单号|客户编号|账单金额|折后价|出账日期"];
        assert_eq!(find_bills(&lines, &["amount=折后价"]).unwrap().column(Field::Amount), Some(3));
        assert_eq!(find_bills(&lines, &["amount=D"]).unwrap().column(Field::Amount), Some(3));
        assert!(matches!(find_bills(&lines, &["amount=Z"]), Err(HeaderError::NoSuchColumn { .. })));
        assert!(matches!(find_bills(&lines, &["amuont=D"]), Err(HeaderError::NoSuchField { .. })));
        assert!(matches!(find_bills(&lines, &["amount"]), Err(HeaderError::NoSuchField { .. })));
    }

    #[test]
    fn a_field_that_is_named_by_nothing_is_left_out() {
        let lines = ["账单号|客户编号|账单金额|出账日期|支付日期"];
        assert_eq!(find_bills(&lines, &[]).unwrap().column(Field::PaidOn), Some(4));
        assert_eq!(find_bills(&lines, &["paid_on="]).unwrap().column(Field::PaidOn), None);
        assert!(matches!(find_bills(&lines, &["amount="]), Err(HeaderError::NotFound { .. })));
    }

    #[test]
    fn where_the_header_is_not_understood_the_likeliest_row_says_what_is_clear() {
        let rows = rows(&["title", "账单号|应付金额|实付金额|x"]);
        let header = likeliest(ImportKind::Bills, &rows, &Mapping::default()).unwrap();
        assert_eq!((header.row, header.columns), (2, vec![(Field::BillNo, 0)]));
    }

    #[test]
    fn where_no_row_is_like_a_header_the_first_of_the_fullest_is_the_likeliest() {
        let rows = rows(&["title", "甲|乙", "1|2"]);
        let header = likeliest(ImportKind::Bills, &rows, &Mapping::default()).unwrap();
        assert_eq!((header.row, header.columns), (2, vec![]));
    }

    #[test]
    fn what_is_missing_and_what_was_seen_are_said() {
        let error = find_bills(&["title", "账单号|客户编号|价格"], &[]).unwrap_err();
        assert_eq!(
            error,
            HeaderError::NotFound {
                missing: vec![Field::Amount, Field::BilledOn],
                row: Some(2),
                seen: vec!["账单号".into(), "客户编号".into(), "价格".into()],
            }
        );
    }

    #[test]
    fn letters_of_columns() {
        assert_eq!(column_letter("A"), Some(0));
        assert_eq!(column_letter("AA"), Some(26));
        assert_eq!(column_letter("a"), None);
        assert_eq!(column_letter("ABCD"), None);
    }
}
