//! The files at paths: in folders, in ZIP archives, in archives within them. One is in memory at a time.

use std::fs::{self, File};
use std::io::{self, BufReader, Cursor, Read, Seek, SeekFrom};
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};

use zip::ZipArchive;

use super::archive::{self, Kind};
use super::{Content, MAX_FILE_BYTES, ReturnedFile, read};
use crate::domain::qualification::PageFault;
use crate::domain::returned::{NotAnInvoice, ReturnedFault};
use crate::exchange::disk;

/// How deep folders may stand in each other.
const MAX_FOLDERS: usize = 16;
/// How deep archives may stand in each other: a download that was packed again and sent as a part of another.
const MAX_ARCHIVES: usize = 3;
/// How many files are looked at that are not in an archive.
const MAX_FILES: usize = 100_000;
/// An archive may unpack to this much, or to this many times its size, whichever is more. Invoices as XML have a tenth
/// of their size when they are packed.
const UNPACKED_BYTES: u64 = 64 * 1024 * 1024;
const EXPANSION: u64 = 50;

/// A file that was found.
pub(super) struct Entry {
    /// Where it is, as it is shown.
    pub shown: String,
    /// What is in it, or why it cannot be read.
    pub bytes: Result<Vec<u8>, ReturnedFault>,
}

impl Entry {
    /// What it is as an invoice.
    pub fn read(self, codes: impl Fn(&[u8]) -> Result<Vec<String>, PageFault>) -> ReturnedFile {
        let name = self.shown.rsplit(['/', '\\']).next().unwrap_or_default();
        let (invoice, content) = match self.bytes {
            Err(fault) => (Err(fault), None),
            Ok(bytes) => {
                let invoice = read(name, &bytes, codes);
                (invoice, Some(Content::new(bytes)))
            }
        };
        ReturnedFile { shown: self.shown, content, invoice }
    }
}

/// Goes over the files at paths in the order given, in a folder in the order of their names, until `take` has enough.
pub(super) fn walk(paths: &[PathBuf], take: &mut dyn FnMut(Entry) -> ControlFlow<()>) {
    let mut walk = Walk { take, files: 0 };
    for path in paths {
        // What is named alone lies beside nothing: it is meant.
        let is_meant = paths.len() == 1 || !is_passed_over(&name_of(path));
        if is_meant && walk.path(path, 0).is_break() {
            return;
        }
    }
}

/// The same for a file in memory.
pub(super) fn walk_bytes(name: &str, bytes: &[u8], take: &mut dyn FnMut(Entry) -> ControlFlow<()>) {
    let mut walk = Walk { take, files: 0 };
    // Nobody is asked any more.
    let _ = if is_mark_of_archive(bytes) {
        walk.archive(Cursor::new(bytes), name, 1, &mut { UNPACKED_BYTES })
    } else {
        walk.take(name, limited(bytes))
    };
}

/// About how many files there are at paths, for whoever wants to know how far a walk has come: archives within archives
/// count as one, and what cannot be read as what it is, too.
pub(super) fn about(paths: &[PathBuf]) -> u64 {
    fn of(path: &Path, depth: usize) -> u64 {
        if path.is_dir() {
            let within = if depth < MAX_FOLDERS { sorted(path).unwrap_or_default() } else { Vec::new() };
            return within.iter().map(|path| of(path, depth + 1)).sum();
        }
        let packed =
            disk::open(path).and_then(|file| Ok((is_archive(&file)?, file))).map_or(0, |(is, file)| {
                let files = is.then(|| archive::open(BufReader::new(file)).ok()).flatten();
                files.map_or(0, |files| if archive::kind_of(&files) == Kind::Files { files.len() } else { 0 })
            });
        packed.max(1) as u64
    }
    paths.iter().map(|path| of(path, 0)).sum()
}

struct Walk<'a> {
    take: &'a mut dyn FnMut(Entry) -> ControlFlow<()>,
    files: usize,
}

impl Walk<'_> {
    fn path(&mut self, path: &Path, depth: usize) -> ControlFlow<()> {
        let shown = path.to_string_lossy();
        if path.is_dir() {
            return match (depth < MAX_FOLDERS).then(|| sorted(path)) {
                Some(Ok(paths)) => paths.iter().try_for_each(|path| self.path(path, depth + 1)),
                Some(Err(error)) => self.take(&shown, Err(error.into())),
                None => self.take(&shown, Err(ReturnedFault::NestedTooDeep)),
            };
        }
        self.files += 1;
        if self.files > MAX_FILES {
            self.take(&shown, Err(ReturnedFault::TooManyFiles { limit: MAX_FILES }))?;
            return ControlFlow::Break(());
        }
        match disk::open(path).and_then(|file| Ok((is_archive(&file)?, file))) {
            Err(error) => self.take(&shown, Err(error.into())),
            Ok((false, file)) => self.take(&shown, limited(file)),
            Ok((true, file)) => {
                let bytes = file.metadata().map_or(0, |there| there.len());
                let mut budget = UNPACKED_BYTES.max(bytes.saturating_mul(EXPANSION));
                self.archive(BufReader::new(file), &shown, 1, &mut budget)
            }
        }
    }

    /// Goes over the files of an archive, or takes it whole where it is a document itself. `budget` is how much may
    /// still be unpacked of the outermost one.
    fn archive<R: Read + Seek>(
        &mut self,
        mut reader: R,
        shown: &str,
        depth: usize,
        budget: &mut u64,
    ) -> ControlFlow<()> {
        let mut files = match archive::open(&mut reader) {
            Ok(files) => files,
            Err(fault) => return self.take(shown, Err(fault)),
        };
        // What an archive says of its size is not believed where it is little; where it is too much, that is enough.
        let is_huge = files.decompressed_size().is_some_and(|bytes| bytes > u128::from(*budget));
        match archive::kind_of(&files) {
            Kind::Files if depth > MAX_ARCHIVES => self.take(shown, Err(ReturnedFault::NestedTooDeep)),
            Kind::Files if is_huge => self.take(shown, Err(ReturnedFault::ExpandsTooFar)),
            Kind::Files => {
                (0..files.len()).try_for_each(|index| self.packed(&mut files, index, shown, depth, budget))
            }
            Kind::Office => self.take(shown, Err(ReturnedFault::NotAnInvoice(NotAnInvoice::Office))),
            Kind::Ofd => match reader.seek(SeekFrom::Start(0)) {
                Ok(_) => self.take(shown, limited(reader)),
                Err(error) => self.take(shown, Err(error.into())),
            },
        }
    }

    /// One file of an archive.
    fn packed<R: Read + Seek>(
        &mut self,
        files: &mut ZipArchive<R>,
        index: usize,
        around: &str,
        depth: usize,
        budget: &mut u64,
    ) -> ControlFlow<()> {
        let Ok(listed) = files.by_index_data(index) else {
            return self.take(around, Err(ReturnedFault::Damaged));
        };
        let (name, is_locked) = (archive::name(listed.name_raw()), listed.encrypted());
        // Once too much was unpacked, nothing more is.
        if *budget == 0 || name.ends_with('/') || name.split('/').any(is_passed_over) {
            return ControlFlow::Continue(());
        }
        let shown = format!("{around}/{name}");
        if archive::is_unsafe(&name) {
            return self.take(&shown, Err(ReturnedFault::UnsafeName));
        }
        let mut file = match files.by_index(index) {
            Ok(file) => file,
            Err(_) if is_locked => return self.take(&shown, Err(ReturnedFault::Locked)),
            Err(_) => return self.take(&shown, Err(ReturnedFault::Damaged)),
        };
        let mut head = Vec::new();
        if file.by_ref().take(HEAD_BYTES).read_to_end(&mut head).is_err() {
            return self.take(&shown, Err(ReturnedFault::Damaged));
        }
        let is_archive = is_mark_of_archive(&head);
        let limit = if is_archive { *budget } else { MAX_FILE_BYTES.min(*budget) };
        // An archive within is read in any order: it is unpacked to memory, or to the disk where it is large.
        let mut unpacked = tempfile::spooled_tempfile(MAX_FILE_BYTES as usize + 1);
        let copied = io::copy(&mut head.chain(file).take(limit + 1), &mut unpacked);
        let Ok(bytes) = copied.and_then(|bytes| unpacked.rewind().map(|()| bytes)) else {
            return self.take(&shown, Err(ReturnedFault::Damaged));
        };
        *budget = budget.saturating_sub(bytes);
        match (bytes > limit, is_archive) {
            (true, false) if limit == MAX_FILE_BYTES => self.take(&shown, Err(TOO_LARGE)),
            (true, _) => self.take(&shown, Err(ReturnedFault::ExpandsTooFar)),
            (false, true) => self.archive(unpacked, &shown, depth + 1, budget),
            (false, false) => self.take(&shown, limited(unpacked)),
        }
    }

    fn take(&mut self, shown: &str, bytes: Result<Vec<u8>, ReturnedFault>) -> ControlFlow<()> {
        (self.take)(Entry { shown: shown.to_owned(), bytes })
    }
}

const TOO_LARGE: ReturnedFault = ReturnedFault::TooLarge { limit: MAX_FILE_BYTES };

/// What lies beside invoices and is none: what systems leave, and the list that the tax bureau adds.
fn is_passed_over(name: &str) -> bool {
    const LEFT_BEHIND: [&str; 4] = ["__MACOSX", ".DS_Store", "Thumbs.db", "desktop.ini"];
    const LISTS: [&str; 3] = ["xlsx", "xls", "csv"];
    let is_list = name
        .rsplit_once('.')
        .is_some_and(|(_, ending)| LISTS.iter().any(|list| ending.eq_ignore_ascii_case(list)));
    is_list || name.starts_with("._") || LEFT_BEHIND.iter().any(|left| name.eq_ignore_ascii_case(left))
}

fn name_of(path: &Path) -> String {
    path.file_name().unwrap_or_default().to_string_lossy().into_owned()
}

/// What is in a folder and not passed over, by name. Links to folders are not followed: they may lead back.
fn sorted(folder: &Path) -> io::Result<Vec<PathBuf>> {
    let mut paths = Vec::new();
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        let is_link_to_folder = entry.file_type()?.is_symlink() && entry.path().is_dir();
        if !is_link_to_folder && !is_passed_over(&entry.file_name().to_string_lossy()) {
            paths.push(entry.path());
        }
    }
    paths.sort();
    Ok(paths)
}

/// So much of a file is looked at to see whether it is an archive: some programs write a few bytes before it begins.
const HEAD_BYTES: u64 = 64;

fn is_archive(mut file: &File) -> io::Result<bool> {
    let mut head = Vec::new();
    file.take(HEAD_BYTES).read_to_end(&mut head)?;
    file.rewind()?;
    Ok(is_mark_of_archive(&head))
}

pub(super) fn is_mark_of_archive(bytes: &[u8]) -> bool {
    let head = &bytes[..bytes.len().min(HEAD_BYTES as usize)];
    head.windows(4).any(|four| four == b"PK\x03\x04") || head.starts_with(b"PK\x05\x06")
}

/// The whole of a file, unless it is too large.
fn limited(reader: impl Read) -> Result<Vec<u8>, ReturnedFault> {
    let mut bytes = Vec::new();
    reader.take(MAX_FILE_BYTES + 1).read_to_end(&mut bytes)?;
    if bytes.len() as u64 > MAX_FILE_BYTES { Err(TOO_LARGE) } else { Ok(bytes) }
}
