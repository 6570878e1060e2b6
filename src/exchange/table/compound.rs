//! The compound document that an old workbook is: just enough to find the workbook in it, and to see that its
//! chains end before they are followed by a reader that believes them.

use super::archive::damaged;
use crate::domain::files::{FileError, Seems};

const END_OF_CHAIN: u32 = 0xFFFF_FFFE;
/// From here on a number stands for no sector.
const NO_SECTOR: u32 = 0xFFFF_FFFA;

/// The stream of the workbook in a compound document of these bytes.
pub(super) fn workbook_stream(bytes: &[u8]) -> Result<Vec<u8>, FileError> {
    let file = Compound::open(bytes)?;
    let directory = file.chain(file.number(48)?, None)?;
    let entries: Vec<Entry> = directory.as_chunks::<128>().0.iter().map(Entry::of).collect();
    let named = |name: &str| entries.iter().find(|entry| entry.name.eq_ignore_ascii_case(name));
    if named("EncryptedPackage").is_some() {
        return Err(FileError::NotATable(Seems::Encrypted));
    }
    let stream = named("Workbook").or_else(|| named("Book")).ok_or(FileError::NotATable(Seems::OldOffice))?;
    let root = entries.first().ok_or_else(|| wrong("no root"))?;
    let has_small_sectors = file.number(64)? > 0;
    let small = if has_small_sectors { file.chain(root.start, Some(root.bytes))? } else { Vec::new() };
    let small_chains = if has_small_sectors { file.chain(file.number(60)?, None)? } else { Vec::new() };
    if stream.bytes >= 4096 {
        return file.chain(stream.start, Some(stream.bytes));
    }
    let small_next: Vec<u32> = numbers(&small_chains).collect();
    follow(stream.start, &small_next, |sector| {
        let start = sector as usize * 64;
        small.get(start..(start + 64).min(small.len())).filter(|bytes| !bytes.is_empty())
    })
    .map(|mut content| {
        content.truncate(stream.bytes);
        content
    })
}

struct Compound<'a> {
    bytes: &'a [u8],
    sector_bytes: usize,
    /// The sector that follows each.
    next: Vec<u32>,
}

struct Entry {
    name: String,
    start: u32,
    bytes: usize,
}

impl Entry {
    fn of(entry: &[u8; 128]) -> Self {
        let units: Vec<u16> =
            entry[..64].as_chunks::<2>().0.iter().map(|unit| u16::from_le_bytes(*unit)).collect();
        let name = String::from_utf16_lossy(&units);
        Self {
            name: name.split('\0').next().unwrap_or_default().to_owned(),
            start: u32::from_le_bytes([entry[116], entry[117], entry[118], entry[119]]),
            bytes: u32::from_le_bytes([entry[120], entry[121], entry[122], entry[123]]) as usize,
        }
    }
}

impl<'a> Compound<'a> {
    fn open(bytes: &'a [u8]) -> Result<Self, FileError> {
        let sector_bytes = match bytes.get(30..32) {
            Some([9, 0]) => 512,
            Some([12, 0]) => 4096,
            _ => return Err(wrong("sector size")),
        };
        let mut file = Self { bytes, sector_bytes, next: Vec::new() };
        let sectors = bytes.len() / sector_bytes;
        let mut tables: Vec<u32> = numbers(bytes.get(76..512).ok_or_else(|| wrong("header"))?).collect();
        let mut more = file.number(68)?;
        let mut seen = 0;
        while more < NO_SECTOR {
            seen += 1;
            if seen > sectors {
                return Err(wrong("table of tables without end"));
            }
            tables.extend(numbers(file.sector(more).ok_or_else(|| wrong("table of tables"))?));
            more = tables.pop().unwrap_or(END_OF_CHAIN);
        }
        for table in tables.into_iter().filter(|table| *table < NO_SECTOR) {
            let table = file.sector(table).ok_or_else(|| wrong("table"))?;
            file.next.extend(numbers(table));
            if file.next.len() > 2 * (sectors + sector_bytes) {
                return Err(wrong("more tables than sectors"));
            }
        }
        Ok(file)
    }

    /// The number at this place of the header.
    fn number(&self, at: usize) -> Result<u32, FileError> {
        let bytes = self.bytes.get(at..at + 4).ok_or_else(|| wrong("header"))?;
        Ok(u32::from_le_bytes([bytes[0], bytes[1], bytes[2], bytes[3]]))
    }

    /// A sector; the last one may be cut short.
    fn sector(&self, sector: u32) -> Option<&'a [u8]> {
        let start = (sector as usize + 1).checked_mul(self.sector_bytes)?;
        let end = (start + self.sector_bytes).min(self.bytes.len());
        self.bytes.get(start..end).filter(|bytes| !bytes.is_empty())
    }

    /// The sectors from this one on, cut to so many bytes.
    fn chain(&self, start: u32, bytes: Option<usize>) -> Result<Vec<u8>, FileError> {
        let mut content = follow(start, &self.next, |sector| self.sector(sector))?;
        if let Some(bytes) = bytes {
            content.truncate(bytes);
        }
        Ok(content)
    }
}

/// What the sectors of a chain hold. A chain that does not end, or leads nowhere, is wrong.
fn follow<'a>(
    start: u32,
    next: &[u32],
    sector: impl Fn(u32) -> Option<&'a [u8]>,
) -> Result<Vec<u8>, FileError> {
    let mut content = Vec::new();
    let mut at = start;
    let mut steps = 0;
    while at != END_OF_CHAIN {
        steps += 1;
        if steps > next.len() {
            return Err(wrong("chain without end"));
        }
        content.extend_from_slice(sector(at).ok_or_else(|| wrong("chain beyond the file"))?);
        at = *next.get(at as usize).ok_or_else(|| wrong("chain beyond the table"))?;
    }
    Ok(content)
}

fn numbers(bytes: &[u8]) -> impl Iterator<Item = u32> {
    bytes.as_chunks::<4>().0.iter().map(|number| u32::from_le_bytes(*number))
}

fn wrong(what: &str) -> FileError {
    damaged(format_args!("compound document: {what}"))
}
