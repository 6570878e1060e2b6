//! What an old workbook would unpack to, counted before it is read.

use crate::domain::files::FileError;
use crate::exchange::table::archive::damaged;
use crate::exchange::table::limits::Limits;

/// Counts what the records of a workbook would unpack to, without believing what they say of themselves.
///
/// The reader makes a rectangle of each sheet, and a copy of a text for each cell that has it.
pub(super) fn check(stream: &[u8], limits: Limits) -> Result<(), FileError> {
    const SHEET: u16 = 0x0085;
    const END: u16 = 0x000A;
    let mut area: u64 = 0;
    let globals = Records(stream).take_while(|(kind, _)| *kind != END);
    let sheets: Vec<_> = globals
        .filter(|(kind, _)| *kind == SHEET)
        .map(|(_, data)| number(data, 0).zip(number(data, 2)))
        .collect();
    if sheets.len() > limits.parts {
        return Err(FileError::TooManyParts { parts: sheets.len(), limit: limits.parts });
    }
    let lengths = Texts::of(stream).lengths();
    let mut text_bytes: u64 = 0;
    for start in sheets.into_iter().flatten() {
        let start = usize::from(start.0) | usize::from(start.1) << 16;
        let records = stream.get(start..).ok_or_else(|| damaged("a sheet beyond the end"))?;
        let extent = Extent::of(Records(records), &lengths);
        area += extent.area();
        text_bytes += extent.text_bytes;
        if text_bytes > limits.part_bytes {
            return Err(FileError::ExpandsTooFar { part: "Workbook".to_owned() });
        }
        if area > MOST_PLACES.min(limits.cells) {
            return Err(FileError::TooManyCells { limit: MOST_PLACES.min(limits.cells) });
        }
    }
    Ok(())
}

/// The most places of all sheets together, filled or not: a sheet of 65,536 rows and a hundred columns, and more.
const MOST_PLACES: u64 = 8_000_000;

/// The rectangle that the values and formulas of a sheet span, and what their texts come to.
#[derive(Default)]
struct Extent {
    text_bytes: u64,
    rows: Option<(u16, u16)>,
    columns: Option<(u16, u16)>,
}

impl Extent {
    fn of(records: Records<'_>, lengths: &[u64]) -> Self {
        const END: u16 = 0x000A;
        const START: u16 = 0x0809;
        const SPANS: u16 = 0x00BD;
        const SHARED_TEXT: u16 = 0x00FD;
        const CELLS: [u16; 8] = [0x0006, 0x00D6, 0x00FD, 0x0203, 0x0204, 0x0205, 0x0207, 0x027E];
        let mut extent = Self::default();
        let mut depth = 0;
        for (kind, data) in records {
            match kind {
                START => depth += 1,
                END if depth <= 1 => break,
                END => depth -= 1,
                SPANS => {
                    if let (Some(row), Some(first)) = (number(data, 0), number(data, 2)) {
                        extent.add(row, first);
                        extent.add(row, number(data, data.len().saturating_sub(2)).unwrap_or(first));
                    }
                }
                _ if CELLS.contains(&kind) => {
                    if let (Some(row), Some(column)) = (number(data, 0), number(data, 2)) {
                        extent.add(row, column);
                    }
                    if kind == SHARED_TEXT {
                        let index = number(data, 6).zip(number(data, 8));
                        let index = index.map(|(low, high)| usize::from(low) | usize::from(high) << 16);
                        extent.text_bytes += index.and_then(|index| lengths.get(index)).copied().unwrap_or(0);
                    }
                }
                _ => {}
            }
        }
        extent
    }

    fn add(&mut self, row: u16, column: u16) {
        let wider = |span: Option<(u16, u16)>, at: u16| {
            span.map_or((at, at), |(first, last)| (first.min(at), last.max(at)))
        };
        self.rows = Some(wider(self.rows, row));
        self.columns = Some(wider(self.columns, column));
    }

    fn area(&self) -> u64 {
        let length = |span: Option<(u16, u16)>| span.map_or(0, |(first, last)| u64::from(last - first) + 1);
        length(self.rows) * length(self.columns)
    }
}

/// The number of two bytes at this place.
fn number(data: &[u8], at: usize) -> Option<u16> {
    data.get(at..at + 2).map(|bytes| u16::from_le_bytes([bytes[0], bytes[1]]))
}

/// The records of a stream: what each is, and its data. Ends where the stream is cut off.
struct Records<'a>(&'a [u8]);

impl<'a> Iterator for Records<'a> {
    type Item = (u16, &'a [u8]);

    fn next(&mut self) -> Option<Self::Item> {
        let (kind, length) = (number(self.0, 0)?, usize::from(number(self.0, 2)?));
        let data = self.0.get(4..4 + length)?;
        self.0 = &self.0[4 + length..];
        Some((kind, data))
    }
}

/// The texts that cells share: the record of them, and those that go on with it.
struct Texts<'a> {
    pieces: Vec<&'a [u8]>,
}

impl<'a> Texts<'a> {
    fn of(stream: &'a [u8]) -> Self {
        const TEXTS: u16 = 0x00FC;
        const GOES_ON: u16 = 0x003C;
        let mut pieces: Vec<&[u8]> = Vec::new();
        for (kind, data) in Records(stream) {
            match kind {
                TEXTS => pieces.push(data.get(8..).unwrap_or_default()),
                GOES_ON if !pieces.is_empty() => pieces.push(data),
                _ if !pieces.is_empty() => break,
                _ => {}
            }
        }
        Self { pieces }
    }

    /// How many bytes each text has when it is read, at most; as far as they can be told apart.
    fn lengths(mut self) -> Vec<u64> {
        const BYTES_OF_A_CHARACTER: u64 = 3;
        self.pieces.reverse();
        let mut lengths = Vec::new();
        while let Some(characters) = self.text() {
            lengths.push(characters * BYTES_OF_A_CHARACTER);
        }
        lengths
    }

    /// Passes over the next text, and says how many characters it has.
    fn text(&mut self) -> Option<u64> {
        while self.pieces.last()?.is_empty() {
            self.pieces.pop();
        }
        let characters = usize::from(number(self.take(2)?, 0)?);
        let mut flags = *self.take(1)?.first()?;
        let runs = if flags & 8 == 0 { 0 } else { usize::from(number(self.take(2)?, 0)?) * 4 };
        let more = if flags & 4 == 0 {
            0
        } else {
            let bytes = self.take(4)?;
            usize::from(number(bytes, 0)?) | usize::from(number(bytes, 2)?) << 16
        };
        let mut left = characters;
        while left > 0 {
            let width = if flags & 1 == 0 { 1 } else { 2 };
            let here = left.min(self.pieces.last()?.len() / width);
            self.take(here * width)?;
            left -= here;
            if left > 0 {
                self.pieces.pop();
                flags = *self.take(1)?.first()?;
            }
        }
        let mut rest = runs.checked_add(more)?;
        while rest > 0 {
            let here = rest.min(self.pieces.last()?.len());
            self.take(here)?;
            rest -= here;
            if rest > 0 {
                self.pieces.pop();
            }
        }
        u64::try_from(characters).ok()
    }

    /// The next bytes of the piece that is read.
    fn take(&mut self, count: usize) -> Option<&'a [u8]> {
        let piece = self.pieces.last_mut()?;
        let (taken, rest) = piece.split_at_checked(count)?;
        *piece = rest;
        Some(taken)
    }
}
