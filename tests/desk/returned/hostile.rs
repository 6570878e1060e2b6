//! Files that are made to do harm are refused with a reason, before much of them is unpacked.

use std::io::{Cursor, Write};
use std::path::Path;

use fapiao_desk::domain::returned::ReturnedFault;
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

use super::{all, one, refused};
use crate::common::returned::{archive, invoice};

/// An archive of files, each of so many zero bytes.
fn zeros(files: &[(&str, u64)]) -> Vec<u8> {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    let zeros = vec![0; 1 << 20];
    for (name, bytes) in files {
        writer.start_file(*name, SimpleFileOptions::default().large_file(true)).unwrap();
        for _ in 0..bytes.div_ceil(1 << 20) {
            writer.write_all(&zeros).unwrap();
        }
    }
    writer.finish().unwrap().into_inner()
}

/// The same, whose directory and headers say that each file has a hundred bytes.
fn lying(mut bytes: Vec<u8>) -> Vec<u8> {
    for (mark, at) in [(&b"PK\x03\x04"[..], 22), (b"PK\x01\x02", 24)] {
        let places: Vec<usize> = (0..bytes.len() - 4).filter(|i| bytes[*i..].starts_with(mark)).collect();
        for place in places {
            bytes[place + at..place + at + 4].copy_from_slice(&100_u32.to_le_bytes());
        }
    }
    bytes
}

#[test]
fn an_archive_that_expands_without_end_is_refused() {
    let bomb = zeros(&[("a.xml", 300 << 20)]);
    assert_eq!(refused("a.zip", &bomb), ReturnedFault::ExpandsTooFar);
    let two = zeros(&[("a.xml", 30 << 20), ("b.xml", 30 << 20)]);
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("a.zip");
    std::fs::write(&path, &two).unwrap();
    for file in all(&[&path]) {
        assert!(matches!(file.invoice, Err(ReturnedFault::TooLarge { .. })), "{:?}", file.invoice);
    }
    assert!(one("a.zip", &lying(zeros(&[("a.xml", 30 << 20)]))).is_err());
}

#[test]
fn an_archive_in_itself_comes_to_an_end() {
    let mut nested = archive([(&b"1.xml"[..], invoice(1).xml().as_bytes())]);
    for _ in 0..6 {
        nested = archive([(&b"a.zip"[..], nested.as_slice())]);
    }
    assert_eq!(refused("a.zip", &nested), ReturnedFault::NestedTooDeep);
    let bomb = zeros(&[("a.xml", 200 << 20)]);
    let many: Vec<String> = (10..60).map(|i| format!("{i}.zip")).collect();
    let bombs = archive(many.iter().map(|name| (name.as_bytes(), bomb.as_slice())));
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("a.zip");
    std::fs::write(&path, &bombs).unwrap();
    assert!(all(&[&path]).iter().all(|file| file.invoice.is_err()));
}

#[test]
fn a_name_that_leads_out_of_the_archive_is_refused_and_nothing_is_written() {
    let xml = invoice(1).xml();
    for name in ["../../../evil.xml", "/tmp/evil-returned.xml", "a\\..\\..\\evil.xml"] {
        let bytes = archive([(name.as_bytes(), xml.as_bytes())]);
        assert_eq!(refused("a.zip", &bytes), ReturnedFault::UnsafeName, "{name}");
    }
    assert!(!Path::new("/tmp/evil-returned.xml").exists());
    let inside = [("OFD.xml", "<OFD><DocBody><DocRoot>../../../../etc/passwd</DocRoot></DocBody></OFD>")];
    let ofd = archive(inside.iter().map(|(name, text)| (name.as_bytes(), text.as_bytes())));
    assert_eq!(refused("a.ofd", &ofd), ReturnedFault::Damaged);
}

#[test]
fn entities_are_not_expanded() {
    let laughs: String =
        (1..10).map(|i| format!("<!ENTITY l{i} \"{}\">", format!("&l{};", i - 1).repeat(10))).collect();
    let xml = format!("<!DOCTYPE a [<!ENTITY l0 \"ha\">{laughs}]><EInvoice>&l9;</EInvoice>");
    assert_eq!(refused("a.xml", xml.as_bytes()), ReturnedFault::Doctype);
    let outside = "<!DOCTYPE a [<!ENTITY e SYSTEM \"file:///etc/passwd\">]><EInvoice>&e;</EInvoice>";
    assert_eq!(refused("a.xml", outside.as_bytes()), ReturnedFault::Doctype);
    let in_ofd = archive([(&b"OFD.xml"[..], xml.as_bytes())]);
    assert_eq!(refused("a.ofd", &in_ofd), ReturnedFault::Doctype);
}

#[test]
fn a_document_that_is_deep_or_endless_is_refused() {
    let deep = "<EInvoice>".repeat(500_000);
    assert_eq!(refused("a.xml", deep.as_bytes()), ReturnedFault::NestedTooDeep);
    let in_ofd = archive([(&b"OFD.xml"[..], deep.as_bytes())]);
    assert!(matches!(refused("a.ofd", &in_ofd), ReturnedFault::NestedTooDeep | ReturnedFault::ExpandsTooFar));
    let wide = format!("<EInvoice>{}</EInvoice>", "<a/>".repeat(1_000_000));
    assert_eq!(refused("a.xml", wide.as_bytes()), ReturnedFault::NestedTooDeep);
    let ofd = zeros(&[("OFD.xml", 15 << 20)]);
    assert_eq!(refused("a.ofd", &ofd), ReturnedFault::ExpandsTooFar);
}

#[test]
fn a_picture_of_a_hundred_thousand_pixels_a_side_is_refused() {
    let mut png = crate::common::returned::picture(&["a"], 4, image::ImageFormat::Png);
    png[16..20].copy_from_slice(&100_000_u32.to_be_bytes());
    png[20..24].copy_from_slice(&100_000_u32.to_be_bytes());
    let sum = crc32(&png[12..29]);
    png[29..33].copy_from_slice(&sum.to_be_bytes());
    assert_eq!(refused("a.png", &png), ReturnedFault::TooManyPixels);
}

/// The check sum of a part of a PNG.
fn crc32(bytes: &[u8]) -> u32 {
    let step = |sum: u32, _| if sum & 1 == 1 { (sum >> 1) ^ 0xEDB8_8320 } else { sum >> 1 };
    !bytes.iter().fold(!0, |sum, byte| (0..8).fold(sum ^ u32::from(*byte), step))
}

#[test]
fn a_file_larger_than_any_invoice_is_refused() {
    let large = vec![b' '; (20 << 20) + 1];
    assert!(matches!(refused("a.xml", &large), ReturnedFault::TooLarge { .. }));
}
