//! PDFs and pictures, read by their QR code and the name of the file.

use fapiao_desk::domain::money::Fen;
use fapiao_desk::domain::returned::{Evidence, NotAnInvoice, ReturnedFault, ReturnedFormat, ReturnedInvoice};
use fapiao_desk::exchange::returned::read_in_process;
use image::ImageFormat;

use super::{one as one_apart, refused as refused_apart};
use crate::common::returned::{BUYER, Made, Place, invoice, pdf, picture, red};
use crate::common::scans;

fn download(made: &Made) -> String {
    format!("dzfp_{}_{BUYER}_20261120123434.pdf", made.number)
}

/// One file, drawn in this process, which nothing stops where the machine is busy.
fn one(name: &str, bytes: &[u8]) -> Result<ReturnedInvoice, ReturnedFault> {
    let mut files = read_in_process(name, bytes);
    assert_eq!(files.len(), 1, "{files:?}");
    files.remove(0).invoice
}

fn refused(name: &str, bytes: &[u8]) -> ReturnedFault {
    one(name, bytes).map(|invoice| panic!("{invoice:?}")).unwrap_err()
}

#[test]
fn codes_are_read_in_a_process_of_its_own() {
    let made = invoice(1);
    assert_eq!(one_apart(&download(&made), &made.pdf()), one(&download(&made), &made.pdf()));
    let png = picture(&[&made.code()], 4, ImageFormat::Png);
    assert_eq!(one_apart("a.png", &png), one("a.png", &png));
}

#[test]
fn a_pdf_says_number_gross_day_and_type_by_its_code_and_the_buyer_by_its_name() {
    for made in [invoice(1), invoice(2), red(3)] {
        let read = one(&download(&made), &made.pdf()).unwrap();
        assert_eq!((read.format, read.evidence), (ReturnedFormat::Pdf, Evidence::Code));
        assert_eq!(read.number.to_string(), made.number);
        assert_eq!(read.gross.unwrap().to_string(), made.gross);
        assert_eq!((read.is_special, read.red.is_some()), (Some(made.is_special), made.red.is_some()));
        assert_eq!(read.issued_on.unwrap().to_string(), "2026-11-20");
        assert_eq!(read.buyer.name.as_deref(), Some(BUYER));
        assert_eq!((read.net, read.tax, read.seller.name), (None, None, None), "never by its text");
    }
}

#[test]
fn the_name_of_another_invoice_says_nothing() {
    let read = one(&download(&invoice(2)), &invoice(1).pdf()).unwrap();
    assert_eq!((read.number.to_string(), read.buyer.name), (invoice(1).number, None));
}

#[test]
fn a_code_is_found_wherever_it_stands() {
    let code = || invoice(1).code();
    for (page, x, y) in [((595, 397), 500, 20), ((595, 842), 20, 760), ((595, 842), 20, 300)] {
        let bytes = pdf(&[&[(Place { x, y }, code())]], page);
        assert_eq!(one("a.pdf", &bytes).unwrap().number.to_string(), invoice(1).number, "{x} {y}");
    }
    let second = pdf(&[&[], &[(Place::UPPER, code())]], (595, 397));
    assert_eq!(one("a.pdf", &second).unwrap().gross, Some(Fen(10_000)));
    let twice = pdf(&[&[(Place::UPPER, code())], &[(Place::UPPER, code())]], (595, 397));
    assert_eq!(one("a.pdf", &twice).unwrap().gross, Some(Fen(10_000)), "a second page of the same invoice");
}

#[test]
fn several_invoices_in_one_document_are_for_a_person_to_take_apart() {
    let several = ReturnedFault::SeveralInvoices { numbers: vec![invoice(1).number, invoice(2).number] };
    let (upper, lower) = (Place { x: 20, y: 760 }, Place { x: 20, y: 330 });
    let on_one = pdf(&[&[(upper, invoice(1).code()), (lower, invoice(2).code())]], (595, 842));
    assert_eq!(refused("a.pdf", &on_one), several);
    let pages =
        pdf(&[&[(Place::UPPER, invoice(1).code())], &[(Place::UPPER, invoice(2).code())]], (595, 397));
    assert_eq!(refused("a.pdf", &pages), several);
    let side_by_side = picture(&[&invoice(1).code(), &invoice(2).code()], 6, ImageFormat::Png);
    assert_eq!(refused("a.png", &side_by_side), several);
}

#[test]
fn without_a_code_there_is_the_name_and_no_more_than_it() {
    let empty = scans::pdf(1, "");
    let read = one(&download(&invoice(1)), &empty).unwrap();
    assert_eq!((read.evidence, read.gross, read.issued_on), (Evidence::FileName, None, None));
    assert_eq!((read.number.to_string(), read.buyer.name.as_deref()), (invoice(1).number, Some(BUYER)));
    assert_eq!(refused("行程单.pdf", &empty), ReturnedFault::NotAnInvoice(NotAnInvoice::NoCode));
    let other = pdf(&[&[(Place::UPPER, "https://example.com/itinerary".to_owned())]], (595, 397));
    assert_eq!(refused("行程单.pdf", &other), ReturnedFault::NotAnInvoice(NotAnInvoice::NoCode));
}

#[test]
fn pictures_of_a_code_are_read_whatever_their_size() {
    for format in [ImageFormat::Png, ImageFormat::Jpeg] {
        for pixels in [2, 4, 12, 40] {
            let bytes = picture(&[&invoice(1).code()], pixels, format);
            let read = one("a.jpg", &bytes).unwrap_or_else(|fault| panic!("{format:?} {pixels}: {fault}"));
            assert_eq!((read.format, read.gross), (ReturnedFormat::Picture, Some(Fen(10_000))));
        }
    }
    let other = picture(&["https://example.com"], 4, ImageFormat::Png);
    let name = format!("dzfp_{}.png", invoice(1).number);
    assert_eq!(refused(&name, &other), ReturnedFault::NotAnInvoice(NotAnInvoice::NoCode));
}

#[test]
fn pdfs_and_pictures_that_are_locked_or_damaged_are_refused_apart() {
    let whole = invoice(1).pdf();
    assert_eq!(refused_apart("a.pdf", &whole[..200]), ReturnedFault::Undrawable);
    let png = picture(&[&invoice(1).code()], 4, ImageFormat::Png);
    assert_eq!(refused_apart("a.png", &png[..png.len() / 2]), ReturnedFault::Damaged);
    let objects = ["<< /Type /Catalog /Pages 2 0 R >>".into(), "<< /Type /Pages /Kids [] /Count 0 >>".into()];
    let lock = "/Encrypt << /Filter /Standard /V 1 /R 2 /O (00000000000000000000000000000000) \
                /U (00000000000000000000000000000000) /P -4 >> /ID [(a) (a)]";
    assert_eq!(refused_apart("a.pdf", &scans::pdf_of(&objects, lock)), ReturnedFault::Locked);
}
