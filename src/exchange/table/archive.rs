//! The archive that a workbook is: checked for what a hostile one can do, and asked for what its sheets say besides
//! their values.

use std::collections::HashMap;
use std::fs::File;
use std::io::{BufReader, Read, Seek};
use std::sync::LazyLock;

use quick_xml::Reader;
use quick_xml::events::Event;
use zip::ZipArchive;

use super::limits::Limits;
use super::sheet_facts::{SheetFacts, Telling, attribute};
use crate::domain::files::{FileError, Seems};
use crate::exchange::part_name::part_name;

/// What the sheets of a workbook say besides their values.
#[derive(Debug, Default)]
pub(super) struct ArchiveFacts {
    /// By the part that a sheet is.
    by_part: HashMap<String, SheetFacts>,
    /// The part of each sheet, by name.
    parts: HashMap<String, String>,
}

impl ArchiveFacts {
    /// What the sheet of this name says.
    pub(super) fn of(&self, sheet: &str) -> &SheetFacts {
        static NONE: LazyLock<SheetFacts> = LazyLock::new(SheetFacts::default);
        self.parts.get(sheet).and_then(|part| self.by_part.get(part)).unwrap_or(&NONE)
    }

    /// The part that the sheet of this name is, in small letters.
    pub(super) fn part(&self, sheet: &str) -> Option<&str> {
        self.parts.get(sheet).map(String::as_str)
    }
}

/// Looks at every part before any is parsed: how many, how far they expand, and whether one declares a document
/// type. What the archive says about itself is not believed; the parts are unpacked and counted.
pub(super) fn check(file: &mut File, bytes: u64, limits: Limits) -> Result<ArchiveFacts, FileError> {
    let mut archive = ZipArchive::new(BufReader::new(file)).map_err(damaged)?;
    if archive.len() > limits.parts {
        return Err(FileError::TooManyParts { parts: archive.len(), limit: limits.parts });
    }
    if let Some(seems) = other_document(&archive) {
        return Err(FileError::NotATable(seems));
    }
    // The directory of the sheets is read before it is checked, a bounded piece of it.
    let contents = Contents::read(&mut archive);
    let mut facts = ArchiveFacts { by_part: HashMap::new(), parts: contents.sheets };
    let mut left = limits.unpacked_bytes;
    for index in 0..archive.len() {
        let part = archive.by_index(index).map_err(damaged)?;
        let name = part.name().map_err(damaged)?.trim_start_matches('/').to_owned();
        // Pictures and such are never unpacked.
        if !(name.ends_with(".xml") || name.ends_with(".rels")) {
            continue;
        }
        let packed = part.compressed_size().min(bytes);
        let expanded = limits.small_part_bytes.max(packed.saturating_mul(limits.expansion));
        let key = name.to_ascii_lowercase();
        let is_sheet = facts.parts.values().any(|sheet| *sheet == key);
        let streamed = is_sheet || name.starts_with("xl/worksheets/");
        let in_memory = if streamed { u64::MAX } else { limits.part_bytes };
        let part = CheckedPart::new(part, &name, expanded.min(in_memory).min(left));
        let (bytes, telling, claims) = part.finish()?;
        left -= bytes;
        if claims.texts > MOST_CLAIMED.max(bytes / LEAST_TEXT) {
            return Err(damaged(format!("{name}: uniqueCount=\"{}\"", claims.texts)));
        }
        if is_sheet {
            let told = match telling.in_short(limits)? {
                Some(told) => told,
                None => {
                    let sheet = BufReader::with_capacity(CHUNK, archive.by_index(index).map_err(damaged)?);
                    SheetFacts::read(sheet, contents.recalculates, limits)?
                }
            };
            facts.by_part.insert(key, told);
        }
    }
    Ok(facts)
}

const CHUNK: usize = 64 * 1024;

const DOCTYPE: &[u8] = b"<!DOCTYPE";

/// A part that is unpacked and looked at on the way.
struct CheckedPart<'a, R> {
    part: R,
    name: &'a str,
    bytes: u64,
    limit: u64,
    /// The end of the chunk before, so that a declaration across the border is seen; without zero bytes, so that
    /// UTF-16 hides nothing.
    window: Vec<u8>,
    /// What it may say besides values, if it is a sheet.
    telling: Telling,
    claims: Claims,
    fault: Option<FileError>,
}

impl<'a, R: Read> CheckedPart<'a, R> {
    fn new(part: R, name: &'a str, limit: u64) -> Self {
        let (telling, claims) = (Telling::default(), Claims::default());
        Self { part, name, bytes: 0, limit, window: Vec::new(), telling, claims, fault: None }
    }

    /// Unpacks it; answers its size, what it may say besides values and what it claims to have, or what is wrong with it.
    fn finish(mut self) -> Result<(u64, Telling, Claims), FileError> {
        let mut chunk = vec![0; CHUNK];
        while self.fault.is_none() && self.read(&mut chunk).map_err(damaged)? > 0 {}
        self.fault.map_or(Ok((self.bytes, self.telling, self.claims)), Err)
    }
}

impl<R: Read> Read for CheckedPart<'_, R> {
    /// Ends where something is wrong.
    fn read(&mut self, chunk: &mut [u8]) -> std::io::Result<usize> {
        if self.fault.is_some() {
            return Ok(0);
        }
        let read = self.part.read(chunk)?;
        self.bytes += read as u64;
        if self.bytes > self.limit {
            self.fault = Some(FileError::ExpandsTooFar { part: self.name.to_owned() });
            return Ok(0);
        }
        let chunk = &chunk[..read];
        if chunk.contains(&0) {
            self.window.extend(chunk.iter().filter(|byte| **byte != 0));
        } else {
            self.window.extend_from_slice(chunk);
        }
        if declares_doctype(&self.window) {
            self.fault = Some(FileError::Doctype { part: self.name.to_owned() });
            return Ok(0);
        }
        self.telling.look(&self.window, chunk);
        self.claims.look(chunk);
        self.window.drain(..self.window.len().saturating_sub(DOCTYPE.len() - 1));
        Ok(read)
    }
}

/// So many texts may be claimed by any part, and beyond that as many as there is room for, in bytes of each.
const MOST_CLAIMED: u64 = 100_000;
const LEAST_TEXT: u64 = "<si/>".len() as u64;

/// What a part claims to have, for which its reader makes room before it has seen any of it.
#[derive(Default)]
struct Claims {
    texts: u64,
    /// The end of what was looked at, where a number may begin.
    tail: Vec<u8>,
}

impl Claims {
    const NAME: &[u8] = b"uniqueCount";
    /// Longer than the name, what stands between it and the number, and the number.
    const TAIL: usize = 128;

    fn look(&mut self, chunk: &[u8]) {
        // This letter is rare.
        let is_rest_enough = !chunk.contains(&b'q') && !self.tail.contains(&b'q');
        let from = if is_rest_enough { chunk.len().saturating_sub(Self::TAIL) } else { 0 };
        self.tail.extend_from_slice(&chunk[from..]);
        // UTF-16 hides nothing.
        self.tail.retain(|byte| *byte != 0);
        let mut from = 0;
        while let Some(at) = self.tail[from..].iter().position(|byte| *byte == b'q') {
            from += at + 1;
            let begin = from.saturating_sub(b"uniq".len());
            if let Some(behind) = self.tail[begin..].strip_prefix(Self::NAME) {
                let value = behind.iter().skip_while(|byte| b" \t\r\n=\"'".contains(byte));
                let digits = value.take_while(|byte| byte.is_ascii_digit());
                let number = digits.fold(0_u64, |number, digit| {
                    number.saturating_mul(10).saturating_add(u64::from(digit - b'0'))
                });
                self.texts = self.texts.max(number);
            }
        }
        self.tail.drain(..self.tail.len().saturating_sub(Self::TAIL));
    }
}

fn declares_doctype(text: &[u8]) -> bool {
    // An exclamation mark is rare in a sheet, an angle bracket is not.
    let mut from = 0;
    while let Some(at) = text[from..].iter().position(|byte| *byte == b'!') {
        let at = from + at;
        let start = at.checked_sub(1);
        let name = start.and_then(|start| text.get(start..start + DOCTYPE.len()));
        if name.is_some_and(|name| name.eq_ignore_ascii_case(DOCTYPE)) {
            return true;
        }
        from = at + 1;
    }
    false
}

/// What the directory of a workbook says of its sheets.
#[derive(Default)]
struct Contents {
    sheets: HashMap<String, String>,
    /// Whether the formulas are to be calculated when the workbook is opened.
    recalculates: bool,
}

impl Contents {
    /// Reads it as far as it can be understood; the reader of values says what is wrong with it.
    fn read<R: Read + Seek>(archive: &mut ZipArchive<R>) -> Self {
        let mut book = None;
        each_element(archive, "_rels/.rels", |element, attributes| {
            let is_book = attribute(attributes, "Type").is_some_and(|t| t.ends_with("/officeDocument"));
            if element == "Relationship" && is_book {
                book =
                    attribute(attributes, "Target").map(|target| target.trim_start_matches('/').to_owned());
            }
        });
        let book = book.unwrap_or_else(|| "xl/workbook.xml".to_owned());
        let (folder, file) = book.rsplit_once('/').unwrap_or(("", &book));
        let mut parts = HashMap::new();
        each_element(archive, &format!("{folder}/_rels/{file}.rels"), |element, attributes| {
            let (id, target) = (attribute(attributes, "Id"), attribute(attributes, "Target"));
            if let ("Relationship", Some(id), Some(target)) = (element, id, target) {
                parts.insert(id.to_owned(), part_of_book(folder, target));
            }
        });
        let mut contents = Self::default();
        each_element(archive, &book, |element, attributes| match element {
            "sheet" => {
                let id = ["r:id", "relationships:id", "d3p1:id", "id"]
                    .iter()
                    .find_map(|id| attribute(attributes, id));
                let name = attribute(attributes, "name").map(|name| {
                    quick_xml::escape::unescape(name)
                        .map_or_else(|_| name.to_owned(), |name| name.into_owned())
                });
                if let (Some(name), Some(part)) = (name, id.and_then(|id| parts.get(id))) {
                    contents.sheets.insert(name, part.clone());
                }
            }
            "calcPr" => {
                contents.recalculates =
                    attribute(attributes, "fullCalcOnLoad").is_some_and(|on| on == "1" || on == "true");
            }
            _ => {}
        });
        contents
    }
}

/// The name of a part that a workbook in `folder` calls `target`, in small letters.
fn part_of_book(folder: &str, target: &str) -> String {
    let is_whole = target.starts_with("xl/") && folder == "xl";
    part_name(if is_whole { "" } else { folder }, target)
}

/// Calls back with the local name and the attributes of every element of a small part.
fn each_element<R: Read + Seek>(archive: &mut ZipArchive<R>, name: &str, mut tell: impl FnMut(&str, &str)) {
    const MOST_BYTES: u64 = 4 << 20;
    let same = |part: &str| part.trim_start_matches('/').eq_ignore_ascii_case(name.trim_start_matches('/'));
    let found = (0..archive.len())
        .find(|index| archive.name_for_index(*index).is_some_and(|part| part.is_ok_and(|part| same(&part))));
    let Some(Ok(part)) = found.map(|index| archive.by_index(index)) else { return };
    let mut reader = Reader::from_reader(BufReader::new(part.take(MOST_BYTES)));
    reader.config_mut().check_end_names = false;
    let mut buffer = Vec::new();
    loop {
        buffer.clear();
        match reader.read_event_into(&mut buffer) {
            Ok(Event::Start(element) | Event::Empty(element)) => {
                tell(element.local_name().as_ref(), element.attributes_raw());
            }
            Ok(Event::Eof) | Err(_) => return,
            Ok(_) => {}
        }
    }
}

pub(super) fn damaged(error: impl std::fmt::Display) -> FileError {
    FileError::Damaged { detail: error.to_string() }
}

/// What an archive is that holds no Excel workbook.
fn other_document<R: Read + Seek>(archive: &ZipArchive<R>) -> Option<Seems> {
    let has = |name: &str| {
        archive
            .file_names()
            .any(|part| part.is_ok_and(|part| part.trim_start_matches('/').eq_ignore_ascii_case(name)))
    };
    if has("xl/workbook.xml") {
        return None;
    }
    const PARTS: [(&str, Seems); 6] = [
        ("xl/workbook.bin", Seems::BinaryWorkbook),
        ("word/document.xml", Seems::Word),
        ("ppt/presentation.xml", Seems::Slides),
        ("OFD.xml", Seems::Ofd),
        ("content.xml", Seems::OpenDocument),
        ("META-INF/manifest.xml", Seems::OpenDocument),
    ];
    let known = PARTS.iter().find(|(part, _)| has(part)).map(|(_, seems)| *seems);
    // A workbook may call its parts otherwise, but it always lists their types.
    known.or_else(|| (!has("[Content_Types].xml")).then_some(Seems::Archive))
}
