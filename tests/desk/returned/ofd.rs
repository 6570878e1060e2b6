//! OFD documents: data, tags and texts of the pages, and the archives that programs make of them.

use fapiao_desk::domain::money::Fen;
use fapiao_desk::domain::returned::{NotAnInvoice, ReturnedFault, ReturnedField, ReturnedFormat};

use super::{assert_is, one, refused};
use crate::common::returned::{Made, archive, invoice, red};

/// The document with one of its texts replaced.
fn changed(made: &Made, from: &str, to: &str) -> Vec<u8> {
    let parts = made.ofd_parts();
    assert!(parts.iter().any(|(_, text)| text.contains(from)), "{from}");
    let parts: Vec<(String, String)> =
        parts.into_iter().map(|(name, text)| (name, text.replace(from, to))).collect();
    archive(parts.iter().map(|(name, text)| (name.as_bytes(), text.as_bytes())))
}

#[test]
fn names_and_gross_stand_behind_tags() {
    for made in [invoice(1), invoice(2), red(3)] {
        let read = one("a.ofd", &made.ofd()).unwrap();
        assert_eq!(read.format, ReturnedFormat::Ofd);
        assert_is(&read, &made);
    }
}

#[test]
fn where_no_tag_tells_the_gross_the_words_must_be_the_sum() {
    let made = invoice(1);
    let untagged = |words: &str| {
        let parts = made.ofd_parts().into_iter().map(|(name, text)| {
            (name, text.replace("TaxInclusiveTotalAmount", "Other").replace(made.words, words))
        });
        let parts: Vec<(String, String)> = parts.collect();
        archive(parts.iter().map(|(name, text)| (name.as_bytes(), text.as_bytes())))
    };
    assert_is(&one("a.ofd", &untagged("⊗壹佰元整")).unwrap(), &made);
    assert_eq!(one("a.ofd", &untagged("壹佰多")).unwrap().gross, None, "there is no proof of it");
    let other = refused("a.ofd", &untagged("壹佰零壹圆整"));
    assert!(matches!(other, ReturnedFault::ContradictsItself { field: ReturnedField::Gross, .. }), "{other}");
}

#[test]
fn data_and_tags_that_differ_are_refused() {
    let made = invoice(1);
    let other = refused("a.ofd", &changed(&made, "[100.00]", "[101.00]"));
    assert!(matches!(other, ReturnedFault::ContradictsItself { field: ReturnedField::Gross, .. }), "{other}");
}

#[test]
fn no_tax_is_a_star() {
    let made = Made { net: "100.00", tax: "*", ..invoice(1) };
    let read = one("a.ofd", &made.ofd()).unwrap();
    assert_eq!((read.tax, read.gross), (Some(Fen::ZERO), Some(Fen(10_000))));
}

#[test]
fn a_document_without_the_data_of_an_invoice_is_none() {
    let made = invoice(1);
    for bytes in [changed(&made, "发票号码", "票据号码"), changed(&made, &made.number, "2611200000000000")]
    {
        assert_eq!(
            refused(&format!("dzfp_{}.ofd", made.number), &bytes),
            ReturnedFault::NotAnInvoice(NotAnInvoice::OtherOfd)
        );
    }
}

#[test]
fn archives_of_other_programs_are_read() {
    let made = invoice(1);
    let whole = made.ofd();
    let mut wrong_sums = whole.clone();
    for (mark, at) in [(&b"PK\x03\x04"[..], 14), (b"PK\x01\x02", 16)] {
        let places: Vec<usize> =
            (0..whole.len() - 4).filter(|i| whole[*i..].starts_with(mark)).map(|i| i + at).collect();
        assert_eq!(places.len(), 6);
        for place in places {
            wrong_sums[place..place + 4].fill(0x11);
        }
    }
    let mut no_sizes = whole.clone();
    for i in (0..whole.len() - 4).filter(|i| whole[*i..].starts_with(b"PK\x03\x04")) {
        no_sizes[i + 14..i + 26].fill(0);
    }
    let before = [b"123456789", &whole[..]].concat();
    let backslashes: Vec<(String, String)> =
        made.ofd_parts().into_iter().map(|(name, text)| (name.replace('/', "\\"), text)).collect();
    let backslashes = archive(backslashes.iter().map(|(name, text)| (name.as_bytes(), text.as_bytes())));
    for (what, bytes) in [
        ("check sums", wrong_sums),
        ("sizes", no_sizes),
        ("bytes before", before),
        ("backslashes", backslashes),
    ] {
        assert_is(&one("a.ofd", &bytes).unwrap_or_else(|fault| panic!("{what}: {fault}")), &made);
    }
}

#[test]
fn one_that_is_cut_off_is_refused() {
    let whole = invoice(1).ofd();
    for tenth in 1..10 {
        let cut = &whole[..whole.len() * tenth / 10];
        assert_eq!(refused("a.ofd", cut), ReturnedFault::Damaged, "{tenth}/10");
    }
    let missing = changed(&invoice(1), "Doc_0/Document.xml", "Doc_0/Nothing.xml");
    assert_eq!(refused("a.ofd", &missing), ReturnedFault::Damaged);
}
