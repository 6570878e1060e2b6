//! Recognises a file by its first bytes.

use std::fs::File;
use std::io::{Read, Seek, SeekFrom};

use crate::domain::files::{FileError, Seems};

/// What may be a table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// Text in some encoding.
    Text,
    /// A ZIP archive, as workbooks are.
    Zip,
}

/// Enough for every mark below, and to see the directory of a small OLE document.
const HEAD_BYTES: u64 = 64 * 1024;

/// Recognises `file`, and leaves it at its start.
pub(super) fn sniff(file: &mut File) -> Result<Kind, FileError> {
    let mut head = Vec::new();
    file.seek(SeekFrom::Start(0))?;
    file.by_ref().take(HEAD_BYTES).read_to_end(&mut head)?;
    file.seek(SeekFrom::Start(0))?;
    recognise(&head)
}

fn recognise(head: &[u8]) -> Result<Kind, FileError> {
    if head.is_empty() {
        return Err(FileError::Empty);
    }
    if head.starts_with(b"PK\x03\x04") || head.starts_with(b"PK\x05\x06") {
        return Ok(Kind::Zip);
    }
    if let Some(seems) = by_first_bytes(head) {
        return Err(FileError::NotATable(seems));
    }
    if head.starts_with(&[0xFF, 0xFE]) || head.starts_with(&[0xFE, 0xFF]) {
        return Ok(Kind::Text);
    }
    // No text encoding that is taken without a mark uses zero bytes.
    if head.contains(&0) {
        return Err(FileError::NotATable(Seems::Binary));
    }
    match markup(head) {
        Some(seems) => Err(FileError::NotATable(seems)),
        None => Ok(Kind::Text),
    }
}

fn by_first_bytes(head: &[u8]) -> Option<Seems> {
    const MARKS: [(&[u8], Seems); 11] = [
        (b"%PDF-", Seems::Pdf),
        (b"\x89PNG", Seems::Picture),
        (b"\xFF\xD8\xFF", Seems::Picture),
        (b"GIF8", Seems::Picture),
        (b"II*\0", Seems::Picture),
        (b"MM\0*", Seems::Picture),
        (b"Rar!", Seems::Archive),
        (b"7z\xBC\xAF\x27\x1C", Seems::Archive),
        (b"\x1F\x8B", Seems::Archive),
        (b"SQLite format 3\0", Seems::Database),
        (b"{\\rtf", Seems::Word),
    ];
    const OLE: &[u8] = &[0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1];
    if head.starts_with(OLE) {
        // A workbook with a password is an OLE document with a stream of this name, in UTF-16.
        let name: Vec<u8> = "EncryptedPackage".encode_utf16().flat_map(u16::to_le_bytes).collect();
        let encrypted = head.windows(name.len()).any(|window| window == name);
        return Some(if encrypted { Seems::Encrypted } else { Seems::OldOffice });
    }
    MARKS.iter().find(|(mark, _)| head.starts_with(mark)).map(|(_, seems)| *seems)
}

/// Billing systems like to give web pages and XML the name of a spreadsheet.
fn markup(head: &[u8]) -> Option<Seems> {
    let text = head.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(head).trim_ascii_start();
    let start = text.get(..text.len().min(256))?.to_ascii_lowercase();
    if start.starts_with(b"<!doctype html") || start.starts_with(b"<html") || start.starts_with(b"<table") {
        return Some(Seems::WebPage);
    }
    if start.starts_with(b"<?xml") || start.starts_with(b"<workbook") {
        return Some(Seems::Xml);
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    fn seems(head: &[u8]) -> Seems {
        match recognise(head) {
            Err(FileError::NotATable(seems)) => seems,
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn other_files_are_named_for_what_they_are() {
        assert_eq!(seems(b"%PDF-1.7 ..."), Seems::Pdf);
        assert_eq!(seems(b"\x89PNG\r\n\x1a\n"), Seems::Picture);
        assert_eq!(seems(b"\xFF\xD8\xFF\xE0"), Seems::Picture);
        assert_eq!(seems(b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1 rest"), Seems::OldOffice);
        assert_eq!(seems(b"SQLite format 3\0"), Seems::Database);
        assert_eq!(seems(b"\xEF\xBB\xBF <!DOCTYPE html><html>"), Seems::WebPage);
        assert_eq!(seems(b"<table><tr>"), Seems::WebPage);
        assert_eq!(seems(b"<?xml version=\"1.0\"?>"), Seems::Xml);
        assert_eq!(seems(b"a,b\0c"), Seems::Binary);
    }

    #[test]
    fn a_workbook_with_a_password_is_told_from_an_old_one() {
        let mut head = b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1".to_vec();
        head.extend("EncryptedPackage".encode_utf16().flat_map(u16::to_le_bytes));
        assert_eq!(seems(&head), Seems::Encrypted);
    }

    #[test]
    fn nothing_is_an_empty_file() {
        assert!(matches!(recognise(b""), Err(FileError::Empty)));
    }

    #[test]
    fn text_and_workbooks_go_on() {
        assert_eq!(recognise(b"\xFF\xFEa\0").unwrap(), Kind::Text);
        assert_eq!(recognise("账单号,金额".as_bytes()).unwrap(), Kind::Text);
        assert_eq!(recognise(b"PK\x03\x04").unwrap(), Kind::Zip);
    }
}
