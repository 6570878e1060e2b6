//! ZIP archives: what one is, and the names of the files in it.

use std::borrow::Cow;
use std::io::{Read, Seek};

use encoding_rs::GB18030;
use zip::ZipArchive;

use crate::domain::returned::ReturnedFault;
use crate::domain::text::first_unseen;

/// What an archive is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// An OFD document.
    Ofd,
    /// A workbook or another document of an Office program.
    Office,
    /// Files that have nothing else to do with each other.
    Files,
}

/// How many files an archive may have.
pub(super) const MAX_FILES: usize = 20_000;

pub(super) fn open<R: Read + Seek>(reader: R) -> Result<ZipArchive<R>, ReturnedFault> {
    let archive = ZipArchive::new(reader).map_err(|_| ReturnedFault::Damaged)?;
    if archive.len() > MAX_FILES {
        return Err(ReturnedFault::TooManyFiles { limit: MAX_FILES });
    }
    Ok(archive)
}

pub(super) fn kind_of<R: Read + Seek>(archive: &ZipArchive<R>) -> Kind {
    let has = |part: &str| {
        archive.file_names_raw().any(|name| {
            let name = name.strip_prefix(b"/").unwrap_or(name);
            name.eq_ignore_ascii_case(part.as_bytes())
        })
    };
    if has("OFD.xml") {
        Kind::Ofd
    } else if has("[Content_Types].xml") || has("META-INF/manifest.xml") {
        Kind::Office
    } else {
        Kind::Files
    }
}

/// The name of a file in an archive, with `/` between folders. Without the mark of UTF-8 it is in what the system of
/// its maker spoke: UTF-8 where it can be, else GBK. What cannot be seen is left out: it is shown to people.
pub(super) fn name(raw: &[u8]) -> String {
    let name = match std::str::from_utf8(raw) {
        Ok(name) => Cow::Borrowed(name),
        Err(_) => GB18030.decode_without_bom_handling(raw).0,
    };
    let mut name = name.replace('\\', "/");
    while let Some(unseen) = first_unseen(&name) {
        name = name.replace(unseen, "");
    }
    name
}

/// Whether a name leads out of the folder that the archive would be unpacked to.
pub(super) fn is_unsafe(name: &str) -> bool {
    let is_drive = name.as_bytes().get(1) == Some(&b':');
    name.starts_with('/') || is_drive || name.split('/').any(|part| part == "..")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_in_utf_8_or_gbk() {
        let text = "发票/dzfp_示例商贸（无锡）有限公司.pdf";
        assert_eq!(name(text.as_bytes()), text);
        assert_eq!(name(&encoding_rs::GBK.encode(text).0), text);
        assert_eq!(name(b"a\\b\x1B.xml"), "a/b.xml");
    }

    #[test]
    fn names_that_lead_out_are_unsafe() {
        for name in ["../a.xml", "a/../../b.xml", "/etc/passwd", "C:/a.xml", ".."] {
            assert!(is_unsafe(name), "{name}");
        }
        for name in ["a.xml", "a/b.xml", "a..b/..c.xml", "发票/甲.xml"] {
            assert!(!is_unsafe(name), "{name}");
        }
    }
}
