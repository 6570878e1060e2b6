//! The rows that a header may be: one, or headings over headings, which stand over several columns and leave a place
//! blank where another heading reaches down.

use super::super::cell_text::one_line;
use super::super::synonyms::{
    Meaning, Strength, is_known_and_unused, looks_like_money, meaning, plain_header,
};
use super::super::units::{Measure, undressed};
use crate::domain::import::{Field, ImportKind};
use crate::exchange::table::{Cell, Merge, Row, column_number};
use crate::exchange::word_list::WordList;

/// The most rows that a header has.
const DEEPEST: usize = 3;

#[derive(Clone, Debug)]
pub(super) struct Levels {
    /// The first of its rows, from 1.
    pub first_row: u32,
    pub last_row: u32,
    pub rows: Vec<Vec<String>>,
    /// The headings over each column, from the top, none blank and none repeated.
    columns: Vec<Vec<String>>,
}

/// The headers that may begin with the first of these rows.
pub(super) fn from(kind: ImportKind, rows: &[Row], merges: &[Merge]) -> Vec<Levels> {
    let Some(first) = rows.first() else { return Vec::new() };
    let mut found = vec![Levels::single(first)];
    for depth in 2..=DEEPEST.min(rows.len()) {
        let rows = &rows[..depth];
        let is_unbroken = rows.windows(2).all(|pair| pair[1].number == pair[0].number + 1);
        if !is_unbroken {
            break;
        }
        found.extend(Levels::deep(kind, rows, merges));
    }
    found
}

impl Levels {
    pub(super) fn single(row: &Row) -> Self {
        let texts = texts_of(row);
        let columns =
            texts.iter().map(|text| vec![text.clone()].into_iter().filter(|text| !text.is_empty()).collect());
        Self { first_row: row.number, last_row: row.number, columns: columns.collect(), rows: vec![texts] }
    }

    /// A header of several rows, if these can be one.
    fn deep(kind: ImportKind, rows: &[Row], merges: &[Merge]) -> Option<Self> {
        let (first, last) = (rows.first()?, rows.last()?);
        let texts: Vec<Vec<String>> = rows.iter().map(texts_of).collect();
        let width = texts.iter().map(Vec::len).max()?;
        let near: Vec<Merge> = merges
            .iter()
            .filter(|merge| merge.first_row < last.number && merge.last_row + 1 >= first.number)
            .copied()
            .collect();
        // A heading that reaches from the first row to the last.
        let reaches_down =
            near.iter().any(|merge| merge.first_row + 1 == first.number && merge.last_row + 1 == last.number);
        let is_header = reaches_down || (near.is_empty() && reads_down(kind, &texts));
        // Values are no headings, whatever stands around them.
        let has_values = rows[1..].iter().any(|row| {
            row.cells
                .iter()
                .any(|cell| !cell.is_blank() && (!matches!(cell, Cell::Text(_)) || is_value(&cell.text())))
        });
        if !is_header || has_values {
            return None;
        }
        let columns = (0..width).map(|column| headings(&texts, column, first.number, &near)).collect();
        Some(Self { first_row: first.number, last_row: last.number, rows: texts, columns })
    }

    pub(super) fn depth(&self) -> usize {
        self.rows.len()
    }

    pub(super) fn texts(&self) -> Vec<String> {
        self.columns.iter().map(|headings| joined(headings)).collect()
    }

    /// The lowest heading of a column.
    pub(super) fn leaf(&self, column: usize) -> &str {
        self.columns[column].last().map_or("", String::as_str)
    }

    /// What a column means: by all its headings together, or by the lowest, where the ones above say nothing else.
    pub(super) fn meaning(&self, kind: ImportKind, column: usize) -> Option<Meaning> {
        let headings = &self.columns[column];
        let (leaf, above) = headings.split_last()?;
        let of_leaf = meaning(kind, leaf);
        if above.is_empty() {
            return of_leaf;
        }
        let group = above.concat();
        let together = meaning(kind, &format!("{group}{leaf}"))
            .or_else(|| meaning(kind, &format!("{}{leaf}", without_filler(&group))));
        let exact =
            |meaning: &Option<Meaning>| meaning.is_some_and(|meaning| meaning.strength == Strength::Exact);
        let says_nothing_else = is_neutral(&group)
            || meaning(kind, &group).map(|group| group.field) == of_leaf.map(|leaf| leaf.field);
        let found = if exact(&together) {
            together
        } else if exact(&of_leaf) {
            of_leaf
        } else {
            together.or(of_leaf.filter(|_| says_nothing_else))
        };
        found.map(|meaning| Meaning { measure: self.measure(column), ..meaning })
    }

    /// In what a column is measured; a lower heading says it before a higher one.
    pub(super) fn measure(&self, column: usize) -> Measure {
        let unit_behind = |heading: &String| {
            let known = meaning(ImportKind::Bills, heading).map(|meaning| meaning.measure);
            known.unwrap_or_default().or(undressed(heading).1)
        };
        self.columns[column].iter().rev().map(unit_behind).fold(Measure::default(), Measure::or)
    }

    /// The column with that header, or a heading of it, or of that letter.
    pub(super) fn column_named(&self, header: &str) -> Option<usize> {
        if header.is_empty() {
            return None;
        }
        let texts = self.texts();
        let plain = plain_header(header);
        let is_near = |text: &String| !plain.is_empty() && plain_header(text) == plain;
        // A heading over several columns names none of them.
        let only = |is: &dyn Fn(&String) -> bool| {
            let mut named = (0..self.columns.len()).filter(|column| self.columns[*column].iter().any(is));
            named.next().filter(|_| named.next().is_none())
        };
        let leaf = |is: &dyn Fn(&String) -> bool| {
            self.columns.iter().position(|headings| headings.last().is_some_and(is))
        };
        texts
            .iter()
            .position(|text| text == header)
            .or_else(|| leaf(&|text| text == header))
            .or_else(|| texts.iter().position(is_near))
            .or_else(|| leaf(&is_near))
            .or_else(|| only(&is_near))
            .or_else(|| {
                // In small letters it would be a word.
                let letters = Some(header).filter(|text| text.bytes().all(|byte| byte.is_ascii_uppercase()));
                let column = letters.and_then(column_number).map(|column| column as usize);
                column.filter(|column| *column < texts.len())
            })
    }
}

pub(super) fn joined(headings: &[String]) -> String {
    headings.join("/")
}

fn texts_of(row: &Row) -> Vec<String> {
    row.cells.iter().map(|cell| one_line(&cell.text())).collect()
}

/// The headings over a column, from the top.
fn headings(texts: &[Vec<String>], column: usize, first_row: u32, merges: &[Merge]) -> Vec<String> {
    let mut headings: Vec<String> = Vec::new();
    for (level, row) in texts.iter().enumerate() {
        let own = row.get(column).map_or("", String::as_str);
        let text = if own.is_empty() && level + 1 < texts.len() {
            group(texts, level, column, first_row, merges)
        } else {
            own
        };
        if !text.is_empty() && headings.last().map(String::as_str) != Some(text) {
            headings.push(text.to_owned());
        }
    }
    headings
}

/// The heading that reaches over a column whose own place at this level is blank.
fn group<'a>(
    texts: &'a [Vec<String>],
    level: usize,
    column: usize,
    first_row: u32,
    merges: &[Merge],
) -> &'a str {
    let row = first_row as usize - 1 + level;
    if merges.is_empty() {
        // Where merged cells are not told, a heading reaches as far as something stands below blanks.
        let has_below = |column: usize| {
            texts[level + 1..].iter().any(|row| row.get(column).is_some_and(|text| !text.is_empty()))
        };
        let start =
            (0..column).rev().find(|column| texts[level].get(*column).is_some_and(|text| !text.is_empty()));
        let reaches = |start: &usize| (*start..=column).all(has_below);
        return start.filter(reaches).map_or("", |start| texts[level][start].as_str());
    }
    let covers = |merge: &&Merge| {
        (merge.first_row as usize..=merge.last_row as usize).contains(&row)
            && (merge.first_column as usize..=merge.last_column as usize).contains(&column)
    };
    let over = merges.iter().find(covers);
    let place = over
        .map(|merge| ((merge.first_row as usize).checked_sub(first_row as usize - 1), merge.first_column));
    match place {
        Some((Some(level), column)) => {
            texts.get(level).and_then(|row| row.get(column as usize)).map_or("", String::as_str)
        }
        _ => "",
    }
}

/// Whether rows without merged cells read as headings over headings: a place is blank below a heading that is known,
/// headings that are known stand below blanks or the first of several columns, and no row of them could be data.
fn reads_down(kind: ImportKind, texts: &[Vec<String>]) -> bool {
    let at = |level: usize, column: usize| {
        texts.get(level).and_then(|row: &Vec<String>| row.get(column)).map_or("", String::as_str)
    };
    let width = texts.iter().map(Vec::len).max().unwrap_or(0);
    let is_known =
        |text: &str| meaning(kind, text).is_some() || is_known_and_unused(text) || looks_like_money(text);
    let (top, below) = (0, 1..texts.len());
    let reaches_down = (0..width).any(|column| {
        meaning(kind, at(top, column)).is_some() && below.clone().all(|level| at(level, column).is_empty())
    });
    let is_heading = |level: usize| {
        let filled: Vec<usize> = (0..width).filter(|column| !at(level, *column).is_empty()).collect();
        let under_a_group =
            |column: &usize| at(level - 1, *column).is_empty() || at(level - 1, *column + 1).is_empty();
        filled.len() > 1
            && filled.iter().all(under_a_group)
            && filled.iter().any(|column| is_known(at(level, *column)))
    };
    // A required field whose place is filled below would make it data.
    let names_the_row = |field: Field| !matches!(field, Field::Amount);
    let is_data = (0..width).any(|column| {
        let required = meaning(kind, at(top, column))
            .is_some_and(|meaning| names_the_row(meaning.field) && kind.required().contains(&meaning.field));
        let group_start = at(top, column + 1).is_empty();
        required && !group_start && below.clone().any(|level| !at(level, column).is_empty())
    });
    reaches_down && below.clone().all(is_heading) && !is_data
}

/// Whether a text is a value rather than a heading: digits and what stands among them.
fn is_value(text: &str) -> bool {
    let digits = text.chars().filter(char::is_ascii_digit).count();
    let letters = text.chars().filter(|c| c.is_alphabetic()).count();
    digits > 0 && digits >= letters
}

/// A heading over several columns without the words that say nothing: 客户信息 is about the 客户.
fn without_filler(group: &str) -> &str {
    WordList("信息, 资料, 明细, 情况, 数据, 部分").strip_suffix(group).unwrap_or(group)
}

/// Whether a heading over several columns says nothing of what stands in them.
fn is_neutral(group: &str) -> bool {
    let plain = plain_header(group);
    const NEUTRAL: WordList = WordList(
        "账单, 账单信息, 账单明细, 基本信息, 基础信息, 明细, 信息, 费用, \
         费用信息, 费用明细, 金额, 金额信息, 订单, 订单信息, 日期, 时间, 本期, 本月, bill, billing, \
         details, general",
    );
    NEUTRAL.has(&plain)
}
