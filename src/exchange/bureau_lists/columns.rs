//! Finds the header of a bureau's list by the words of its columns.

use std::path::Path;

use crate::domain::bureau::{ListError, MissingColumn};
use crate::exchange::import::{one_line, trimmed};
use crate::exchange::table::{Cell, Limits, ReadOptions, Row, Sheet, open_table};

/// So many rows are looked at for a header.
const LOOKED_AT: usize = 30;

/// A column of a list: its usual header and others that mean the same.
pub(in crate::exchange) struct Known {
    pub(in crate::exchange) headers: &'static [&'static str],
    pub(in crate::exchange) is_required: bool,
}

/// Where the columns of a list stand.
pub(in crate::exchange) struct Columns<const N: usize> {
    /// The row of the header.
    pub(in crate::exchange) header_row: u32,
    places: [Option<usize>; N],
}

impl<const N: usize> Columns<N> {
    /// The text in a column, without what spreadsheets and people put around it; blank where there is none.
    pub(in crate::exchange) fn text(&self, row: &Row, column: usize) -> String {
        self.cell(row, column).map_or_else(String::new, |cell| one_line(trimmed(&cell.text())))
    }

    /// The cell in a column.
    pub(in crate::exchange) fn cell<'a>(&self, row: &'a Row, column: usize) -> Option<&'a Cell> {
        row.cells.get((*self.places.get(column)?)?).filter(|cell| !cell.is_blank())
    }

    /// Whether the list has a column.
    pub(in crate::exchange) fn has(&self, column: usize) -> bool {
        self.places.get(column).is_some_and(Option::is_some)
    }
}

/// Opens a list of at most so many rows.
pub(in crate::exchange) fn open(path: &Path, rows: u32) -> Result<Sheet, ListError> {
    // A row with all that the bureau says of an invoice is far below this.
    const BYTES_OF_A_ROW: u64 = 4096;
    let unpacked_bytes = (u64::from(rows) * BYTES_OF_A_ROW).min(256 << 20);
    let limits = Limits { rows, file_bytes: 64 << 20, unpacked_bytes, ..Limits::default() };
    Ok(open_table(path, &ReadOptions { limits, ..ReadOptions::default() })?)
}

/// Turns to the sheet that has a header with all required columns and says where they stand: of several, that with the
/// most columns, and of those alike the first whose title `prefers` names, or the first. A sheet whose header has one of
/// the columns `of_another` is a list of something else.
pub(in crate::exchange) fn find<const N: usize>(
    sheet: &mut Sheet,
    known: &[Known; N],
    prefers: &str,
    of_another: &[&'static str],
) -> Result<Columns<N>, ListError> {
    let mut titles = sheet.shown_sheets();
    titles.sort_by_key(|title| !title.contains(prefers));
    let mut nearest: Option<(usize, MissingColumn)> = None;
    let mut another = None;
    let mut best: Option<(usize, usize, Columns<N>)> = None;
    for at in 0..titles.len().max(1) {
        if let Some(title) = titles.get(at) {
            sheet.turn_to(title);
        }
        for row in sheet.rows()?.take(LOOKED_AT) {
            let row = row?;
            let headers: Vec<String> = row.cells.iter().map(|cell| plain(&cell.text())).collect();
            let places = places(&headers, known);
            let found = places.iter().flatten().count();
            let missing = known.iter().zip(&places).find(|(known, at)| known.is_required && at.is_none());
            if let Some((missing, _)) = missing {
                if nearest.is_none_or(|(most, _)| found > most) {
                    nearest =
                        Some((found, MissingColumn(missing.headers.first().copied().unwrap_or_default())));
                }
                continue;
            }
            match of_another.iter().find(|other| headers.iter().any(|header| header == *other)) {
                Some(other) => another = another.or(Some(*other)),
                None if best.as_ref().is_none_or(|(most, ..)| found > *most) => {
                    best = Some((found, at, Columns { header_row: row.number, places }));
                }
                None => {}
            }
            break;
        }
    }
    if let Some((_, at, columns)) = best {
        if let Some(title) = titles.get(at) {
            sheet.turn_to(title);
        }
        return Ok(columns);
    }
    if let Some(other) = another {
        return Err(ListError::OfAnother(other));
    }
    let missing = nearest.map_or(MissingColumn(known[0].headers[0]), |(_, missing)| missing);
    Err(ListError::Header(missing))
}

fn places<const N: usize>(headers: &[String], known: &[Known; N]) -> [Option<usize>; N] {
    let place = |known: &Known| {
        let of = |header: &&str| headers.iter().position(|found| found == header);
        known.headers.iter().find_map(of)
    };
    known.each_ref().map(place)
}

/// A header without blanks, marks and what stands in brackets behind it.
pub(in crate::exchange) fn plain(header: &str) -> String {
    let header: String = header.chars().filter(|c| !c.is_whitespace() && !matches!(c, '*' | '＊')).collect();
    let end = header.find(['(', '（']).filter(|at| *at > 0).unwrap_or(header.len());
    header[..end].to_owned()
}
