//! A folder that comes from elsewhere: what is in it, without following a link, and what its lists come to.

use std::fs::{self, File};
use std::io::{self, Read};
use std::path::Path;

use sha2::{Digest, Sha256};

use crate::domain::files::FileError;
use crate::domain::money::Fen;
use crate::domain::seal::ListSums;
use crate::exchange::table::{Cell, ReadOptions, Row, open_table};

/// Folders lie no deeper in one another.
const DEEPEST: usize = 8;

/// So many bytes of a file are read at once.
const PART: usize = 64 << 10;

/// Something that is in a folder.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct There {
    /// Where it is in the folder, with `/`.
    pub path: String,
    /// Its bytes, where it is a file; none of a link, a device or a folder that is too deep.
    pub size: Option<u64>,
}

/// Everything that is in a folder and in its folders, by path, at most `most`; none where there is more. Folders
/// themselves are not named, but for one that is empty.
///
/// # Errors
/// It cannot be read.
pub fn look_round(folder: &Path, most: usize) -> io::Result<Option<Vec<There>>> {
    let mut found = Vec::new();
    let mut open = vec![(folder.to_owned(), String::new(), 0)];
    while let Some((place, name, depth)) = open.pop() {
        let mut is_empty = true;
        for entry in fs::read_dir(&place)? {
            let entry = entry?;
            is_empty = false;
            if found.len() + open.len() >= most {
                return Ok(None);
            }
            // What is no text is shown as the system has it, which no path of a manifest is.
            let own = entry.file_name().into_string().unwrap_or_else(|own| format!("{own:?}\\"));
            let path = format!("{name}{own}");
            let kind = entry.file_type()?;
            if kind.is_dir() && depth < DEEPEST {
                open.push((entry.path(), format!("{path}/"), depth + 1));
            } else {
                let size = if kind.is_file() { Some(entry.metadata()?.len()) } else { None };
                found.push(There { path, size });
            }
        }
        if is_empty && depth > 0 {
            found.push(There { path: name, size: None });
        }
    }
    found.sort();
    Ok(Some(found))
}

/// The whole of a file, if it has no more than `most` bytes.
///
/// # Errors
/// It cannot be read.
pub fn read_small(path: &Path, most: u64) -> io::Result<Option<Vec<u8>>> {
    let mut bytes = Vec::new();
    regular(path)?.take(most + 1).read_to_end(&mut bytes)?;
    Ok((bytes.len() as u64 <= most).then_some(bytes))
}

/// The SHA-256 of the first `size` bytes of a file, and whether these are all.
///
/// # Errors
/// It cannot be read.
pub fn digest(path: &Path, size: u64) -> io::Result<([u8; 32], bool)> {
    let mut file = regular(path)?;
    let mut hasher = Sha256::new();
    let (mut left, mut part) = (size, vec![0; PART]);
    loop {
        let most = usize::try_from(left).unwrap_or(PART).min(PART);
        let read = file.read(&mut part[..most])?;
        if read == 0 {
            break;
        }
        hasher.update(&part[..read]);
        left -= read as u64;
    }
    let is_all = left == 0 && file.read(&mut [0])? == 0;
    Ok((hasher.finalize().into(), is_all))
}

/// Opens a file that is one itself, not a link to one.
fn regular(path: &Path) -> io::Result<File> {
    if fs::symlink_metadata(path)?.is_file() {
        File::open(path)
    } else {
        Err(io::ErrorKind::InvalidInput.into())
    }
}

/// What a list comes to that the desk has written: `columns` columns of money, which every row fills or leaves empty. The
/// row below the data holds the sums. `each` is told the amounts of each row.
///
/// # Errors
/// It is no such list, or the number of the row where it is not.
pub fn list_sums(
    path: &Path,
    expected: &ListSums,
    mut each: impl FnMut(&[Fen]) -> bool,
) -> Result<ListSums, Option<u32>> {
    let damaged = |_: FileError| None;
    let mut sheet = open_table(path, &ReadOptions::default()).map_err(damaged)?;
    let mut found = ListSums { rows: 0, sums: vec![Fen::ZERO; expected.sums.len()] };
    if expected.rows == 0 {
        // Nothing stands below the header but the foot.
        let too_much = sheet.rows().map_err(damaged)?.nth(2);
        return too_much.transpose().map_err(damaged)?.map_or(Ok(found), |row| Err(Some(row.number)));
    }
    let last = expected.rows.saturating_add(1);
    let mut totals = None;
    for row in sheet.rows().map_err(damaged)? {
        let row = row.map_err(damaged)?;
        match row.number.checked_sub(last) {
            Some(1) => totals = Some(row),
            // The foot.
            None | Some(0 | 2) => {}
            Some(_) => return Err(Some(row.number)),
        }
    }
    let totals: Row = totals.ok_or(None)?;
    let money: Vec<usize> =
        (0..totals.cells.len()).filter(|place| amount(&totals, *place).is_some()).collect();
    if money.len() != expected.sums.len() {
        return Err(Some(totals.number));
    }
    for row in sheet.rows().map_err(damaged)?.skip(1) {
        let row = row.map_err(damaged)?;
        if row.number > last {
            break;
        }
        let amounts: Vec<Fen> = money.iter().map(|place| amount(&row, *place).unwrap_or_default()).collect();
        if !each(&amounts) {
            return Err(Some(row.number));
        }
        found.rows += 1;
        found.sums.iter_mut().zip(&amounts).for_each(|(sum, amount)| *sum += *amount);
    }
    let written: Vec<Fen> = money.iter().filter_map(|place| amount(&totals, *place)).collect();
    if written == found.sums { Ok(found) } else { Err(Some(totals.number)) }
}

/// The amount in a cell; none where it holds something else.
fn amount(row: &Row, place: usize) -> Option<Fen> {
    let number = match row.cells.get(place)? {
        Cell::Number(number) => *number,
        Cell::Shown(shown) => shown.number,
        _ => return None,
    };
    // Money has at most 14 digits, of which a floating-point number keeps 15.
    Some(Fen((number * 100.0).round() as i64))
}
