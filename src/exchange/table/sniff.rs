//! Recognises a file by its first bytes.

use std::fs::File;
use std::io::{Read, Seek, SeekFrom};

use crate::domain::files::{FileError, Seems};

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    Text,
    Zip,
    Compound,
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
    // Whether there is a workbook in it, or one with a password, is seen when its directory is read.
    if head.starts_with(b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1") {
        return Ok(Kind::Compound);
    }
    if let Some(seems) = by_first_bytes(head) {
        return Err(FileError::NotATable(seems));
    }
    if head.starts_with(&[0xFF, 0xFE]) || head.starts_with(&[0xFE, 0xFF]) {
        let narrow: Vec<u8> = head[2..].iter().copied().filter(|byte| *byte != 0).collect();
        return markup(&narrow).map_or(Ok(Kind::Text), |seems| Err(FileError::NotATable(seems)));
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
    MARKS.iter().find(|(mark, _)| head.starts_with(mark)).map(|(_, seems)| *seems)
}

/// Billing systems like to give web pages and XML the name of a spreadsheet.
fn markup(head: &[u8]) -> Option<Seems> {
    const WEB: &str = "html head body div table thead tbody tr td th style meta script title p span form center font \
                       br h1 h2 h3 ul link";
    const XML: &str = "workbook ss:workbook";
    let text = head.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(head).trim_ascii_start();
    let start = text.get(..text.len().min(1024))?.to_ascii_lowercase();
    let has = |words: &[u8]| start.windows(words.len()).any(|window| window == words);
    // A page that was saved with its pictures is a letter with attachments.
    if start.starts_with(b"mime-version:") && has(b"text/html") {
        return Some(Seems::WebPage);
    }
    let inside = start.strip_prefix(b"<")?.trim_ascii_start();
    if inside.starts_with(b"!doctype html") || (inside.starts_with(b"!--") && has(b"<html")) {
        return Some(Seems::WebPage);
    }
    if inside.starts_with(b"?xml") {
        return Some(if has(b"<html") { Seems::WebPage } else { Seems::Xml });
    }
    let end =
        inside.iter().position(|byte| !byte.is_ascii_alphanumeric() && *byte != b':').unwrap_or(inside.len());
    let is_tag =
        inside.get(end).is_some_and(|byte| byte.is_ascii_whitespace() || matches!(byte, b'>' | b'/'));
    let name = std::str::from_utf8(&inside[..end]).ok().filter(|_| is_tag)?;
    let among = |names: &str| names.split_whitespace().any(|known| known == name);
    match (among(WEB), among(XML)) {
        (true, _) => Some(Seems::WebPage),
        (_, true) => Some(Seems::Xml),
        _ => None,
    }
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
        assert_eq!(seems(b"SQLite format 3\0"), Seems::Database);
        assert_eq!(seems(b"\xEF\xBB\xBF <!DOCTYPE html><html>"), Seems::WebPage);
        for page in [
            "<table><tr>",
            "< div >\n<div><table>",
            "<META charset=utf-8>",
            "<style>td{}</style><table>",
            "<!-- x --><html>",
            "<?xml version=\"1.0\"?><!DOCTYPE html PUBLIC \"\"><html>",
            "MIME-Version: 1.0\nContent-Type: multipart/related\n\nContent-Type: text/html",
        ] {
            assert_eq!(seems(page.as_bytes()), Seems::WebPage, "{page}");
        }
        let wide: Vec<u8> = "\u{FEFF}<html><table>".encode_utf16().flat_map(u16::to_le_bytes).collect();
        assert_eq!(seems(&wide), Seems::WebPage);
        assert_eq!(seems(b"<ss:Workbook xmlns:ss=\"x\">"), Seems::Xml);
        assert_eq!(seems(b"<?xml version=\"1.0\"?>"), Seems::Xml);
        assert_eq!(seems(b"a,b\0c"), Seems::Binary);
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
        assert_eq!(recognise(b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1 rest").unwrap(), Kind::Compound);
        assert_eq!(recognise(b"<unknown>,B1").unwrap(), Kind::Text);
    }
}
