//! Invoices as they come back: every kind of file, what is no invoice, and what would do harm.

mod archives;
mod codes;
mod corpus;
mod hostile;
mod ofd;
mod samples;
mod taking_in;
mod xml;

use std::path::{Path, PathBuf};

use fapiao_desk::domain::returned::{ReturnedFault, ReturnedInvoice};
use fapiao_desk::exchange::returned::{ReturnedFile, read_all};

use crate::common::returned::Made;

const FIXTURES: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/fixtures/returned");

/// Every file at these paths; PDFs are drawn by the desk's own program.
fn all(paths: &[&Path]) -> Vec<ReturnedFile> {
    fapiao_desk::desk::scans::draw_pages_by(Path::new(env!("CARGO_BIN_EXE_fapiao-desk")));
    let paths: Vec<PathBuf> = paths.iter().map(|path| path.to_path_buf()).collect();
    read_all(paths).unwrap().collect()
}

/// One file of this name, put into a folder.
fn one(name: &str, bytes: &[u8]) -> Result<ReturnedInvoice, ReturnedFault> {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join(name);
    std::fs::write(&path, bytes).unwrap();
    let mut files = all(&[&path]);
    assert_eq!(files.len(), 1, "{files:?}");
    files.remove(0).invoice
}

fn refused(name: &str, bytes: &[u8]) -> ReturnedFault {
    one(name, bytes).map(|invoice| panic!("{invoice:?}")).unwrap_err()
}

/// Whether everything is as it was made.
fn assert_is(invoice: &ReturnedInvoice, made: &Made) {
    assert_eq!(invoice.number.to_string(), made.number);
    assert_eq!(invoice.is_special, Some(made.is_special));
    assert_eq!(invoice.issued_on.unwrap().to_string(), "2026-11-20");
    let names = [&invoice.seller, &invoice.buyer].map(|party| party.name.as_deref());
    assert_eq!(names, [Some(made.seller), Some(made.buyer)]);
    let amounts = [invoice.net, invoice.tax, invoice.gross].map(|amount| amount.unwrap().to_string());
    assert_eq!(amounts, [made.net, made.tax, made.gross]);
    let red = invoice.red.as_ref().map(|red| {
        (red.blue_number.as_deref().unwrap_or_default(), red.confirmation.as_deref().unwrap_or_default())
    });
    assert_eq!(red, made.red);
}
