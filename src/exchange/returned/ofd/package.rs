//! The archive that an OFD document is, within limits.

use std::collections::HashMap;
use std::io::{Cursor, Read};

use zip::ZipArchive;
use zip::read::ZipReadOptions;

use crate::domain::returned::ReturnedFault;
use crate::exchange::part_name::part_name;
use crate::exchange::returned::archive::open;
use crate::exchange::returned::xml::{self, Element};

/// The largest part that is read, in bytes.
const MAX_PART_BYTES: u64 = 8 * 1024 * 1024;
/// How much is unpacked of one document, in bytes: many times the parts of one with hundreds of lines.
const MAX_UNPACKED_BYTES: u64 = 32 * 1024 * 1024;

pub(super) struct Package<'a> {
    archive: ZipArchive<Cursor<&'a [u8]>>,
    /// By their names from the root, in small letters.
    parts: HashMap<String, usize>,
    /// How many bytes may still be unpacked.
    left: u64,
}

impl<'a> Package<'a> {
    pub fn open(bytes: &'a [u8]) -> Result<Self, ReturnedFault> {
        let archive = open(Cursor::new(bytes))?;
        let names = archive.file_names_raw().enumerate();
        let parts = names.map(|(i, name)| (part_name("", &String::from_utf8_lossy(name)), i)).collect();
        Ok(Self { archive, parts, left: MAX_UNPACKED_BYTES })
    }

    /// The part that one in `folder` calls `path`, as XML; nothing where there is none.
    pub fn part(&mut self, folder: &str, path: &str) -> Result<Option<Element>, ReturnedFault> {
        let Some(&index) = self.parts.get(&part_name(folder, path.trim())) else { return Ok(None) };
        // Some programs write wrong check sums. What is cut off is no whole document.
        let lenient = ZipReadOptions::new().ignore_crc32(true);
        let part = self.archive.by_index_with_options(index, lenient).map_err(|_| ReturnedFault::Damaged)?;
        let limit = MAX_PART_BYTES.min(self.left);
        let mut bytes = Vec::new();
        part.take(limit + 1).read_to_end(&mut bytes).map_err(|_| ReturnedFault::Damaged)?;
        self.left = self.left.checked_sub(bytes.len() as u64).ok_or(ReturnedFault::ExpandsTooFar)?;
        if bytes.len() as u64 > limit {
            return Err(ReturnedFault::ExpandsTooFar);
        }
        let text = xml::decoded(&bytes).ok_or(ReturnedFault::Damaged)?;
        xml::parse(&text).map(Some)
    }
}
