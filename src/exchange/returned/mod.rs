//! Invoices as they come back: XML, OFD, PDF and pictures of the QR code, in folders and ZIP archives.
//!
//! [`read_all`] walks over paths and reads one file after the other, on a few threads. XML and OFD are read by the
//! structure of their data, whatever else is in them. Of PDFs and pictures the QR code is read, in a process of its
//! own, and the name of the file; never the text of a page, whose order is not that of reading. What is compared with
//! what is not known here.

mod archive;
mod code;
mod einvoice;
mod ofd;
mod older;
mod reading;
mod stream;
mod walk;
mod xml;

use std::ops::ControlFlow;
use std::path::PathBuf;

pub use self::code::codes_in;
use self::reading::Reading;
pub use self::stream::{Returned, read_all, read_named};
use crate::domain::invoice_code::InvoiceCode;
use crate::domain::qualification::{MAX_SCAN_BYTES, PageFault};
use crate::domain::returned::{
    Evidence, FileName, NotAnInvoice, ReturnedFault, ReturnedFormat, ReturnedInvoice,
};
use crate::exchange::scans::hash;

/// The largest file that is read, in bytes: as much as is kept beside a store.
const MAX_FILE_BYTES: u64 = MAX_SCAN_BYTES;

/// A file that was read.
#[derive(Clone, Debug)]
pub struct ReturnedFile {
    /// Where it is, as it is shown: an archive's path goes on with the name within.
    pub shown: String,
    /// What is in it; nothing where it cannot be read.
    pub content: Option<Content>,
    /// The invoice, or why there is none.
    pub invoice: Result<ReturnedInvoice, ReturnedFault>,
}

/// What is in a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Content {
    /// The SHA-256 of the bytes, in lower-case hexadecimal.
    pub sha256: String,
    /// Byte for byte.
    pub bytes: Vec<u8>,
}

impl Content {
    fn new(bytes: Vec<u8>) -> Self {
        Self { sha256: hash(&bytes), bytes }
    }
}

/// About how many files [`read_all`] will find at paths.
pub fn about(paths: &[PathBuf]) -> u64 {
    walk::about(paths)
}

/// Reads a file of this name as [`read_all`] does, be it an archive, but in memory and in this process: a PDF may make
/// it take any time and any memory. It is for trying out what nobody thought of.
pub fn read_in_process(name: &str, bytes: &[u8]) -> Vec<ReturnedFile> {
    let mut files = Vec::new();
    walk::walk_bytes(name, bytes, &mut |entry| {
        files.push(entry.read(|bytes| codes_in(bytes.to_vec())));
        ControlFlow::Continue(())
    });
    files
}

/// Reads a file of this name, without its folder, that is no archive of files. `codes` reads the QR codes of a PDF or a
/// picture.
fn read(
    name: &str,
    bytes: &[u8],
    codes: impl Fn(&[u8]) -> Result<Vec<String>, PageFault>,
) -> Result<ReturnedInvoice, ReturnedFault> {
    match bytes {
        [] => Err(ReturnedFault::EmptyFile),
        _ if walk::is_mark_of_archive(bytes) => ofd::read(bytes)?.finish(ReturnedFormat::Ofd),
        _ if starts_with_pdf(bytes) => by_code(name, ReturnedFormat::Pdf, codes(bytes)),
        _ => match code::picture_format(bytes) {
            Some(format) => {
                code::check_size(bytes, format)?;
                by_code(name, ReturnedFormat::Picture, codes(bytes))
            }
            None if bytes.starts_with(b"\xD0\xCF\x11\xE0") => {
                Err(ReturnedFault::NotAnInvoice(NotAnInvoice::Office))
            }
            None => read_xml(bytes),
        },
    }
}

/// Some programs write a line of their own before the mark of a PDF.
fn starts_with_pdf(bytes: &[u8]) -> bool {
    bytes[..bytes.len().min(1024)].windows(5).any(|five| five == b"%PDF-")
}

fn read_xml(bytes: &[u8]) -> Result<ReturnedInvoice, ReturnedFault> {
    let text = xml::decoded(bytes).ok_or(ReturnedFault::NotAnInvoice(NotAnInvoice::Other))?;
    if !text.trim_start().starts_with('<') {
        return Err(ReturnedFault::NotAnInvoice(NotAnInvoice::Other));
    }
    let root = xml::parse(&text)?;
    let reading = invoice_of(&root)?.ok_or_else(|| {
        let is_booking = root.name.eq_ignore_ascii_case("xbrl");
        ReturnedFault::NotAnInvoice(if is_booking {
            NotAnInvoice::BookingRecord
        } else {
            NotAnInvoice::OtherXml
        })
    })?;
    reading.finish(ReturnedFormat::Xml)
}

/// The invoice that an XML document is, if it is one.
fn invoice_of(root: &xml::Element) -> Result<Option<Reading>, ReturnedFault> {
    if !root.name.eq_ignore_ascii_case("EInvoice") {
        return Ok(None);
    }
    if root.child("EInvoiceData").is_some() {
        einvoice::read(root).map(Some)
    } else if root.child("InvoiceNo").is_some() {
        older::read(root).map(Some)
    } else {
        Ok(None)
    }
}

/// What a QR code and the name of the file say together.
fn by_code(
    name: &str,
    format: ReturnedFormat,
    codes: Result<Vec<String>, PageFault>,
) -> Result<ReturnedInvoice, ReturnedFault> {
    let codes = codes.map_err(|fault| match (fault, format) {
        (PageFault::Undrawable, ReturnedFormat::Picture) => ReturnedFault::Damaged,
        (PageFault::Undrawable, _) => ReturnedFault::Undrawable,
        (PageFault::Locked, _) => ReturnedFault::Locked,
        (PageFault::TooLong, _) => ReturnedFault::TakesTooLong,
        (PageFault::NoProcess, _) => ReturnedFault::NoProcess,
    })?;
    let mut codes: Vec<InvoiceCode> = codes.iter().filter_map(|text| InvoiceCode::parse(text)).collect();
    codes.dedup();
    let named = FileName::read(name);
    let (reading, evidence) = match (codes.as_slice(), named) {
        ([code], named) => {
            // The name says who bought what it names, and nothing of another invoice.
            let buyer = named.filter(|named| named.number == code.number).and_then(|named| named.buyer);
            (Reading::of_code(code, buyer), Evidence::Code)
        }
        // A picture may be of anything, whatever it is called.
        ([], Some(named)) if format == ReturnedFormat::Pdf => (Reading::of_name(named), Evidence::FileName),
        ([], _) => return Err(ReturnedFault::NotAnInvoice(NotAnInvoice::NoCode)),
        (several, _) => {
            let numbers = several.iter().map(|code| code.number.to_string()).collect();
            return Err(ReturnedFault::SeveralInvoices { numbers });
        }
    };
    reading.known_by(format, evidence)
}
