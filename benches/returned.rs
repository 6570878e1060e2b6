//! Invoices that come back: a download of XML and OFD files, and PDFs that are drawn for their QR codes.

#![allow(clippy::expect_used, reason = "what a benchmark needs and does not find ends it")]

#[path = "../tests/common/lines.rs"]
#[allow(dead_code, reason = "only the names of a customer are of use here")]
mod lines;
#[path = "../tests/common/returned.rs"]
mod returned;
#[path = "../tests/common/scans.rs"]
mod scans;

use std::path::{Path, PathBuf};

use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use fapiao_desk::desk::scans::draw_pages_by;
use fapiao_desk::exchange::returned::read_all;
use returned::{archive, invoice, printed};

/// How many invoices a download of data has: as many XML files as OFD files.
const DATA: u32 = 1_000;
/// How many PDFs are read; a download of 500 takes so many times as long.
const PDFS: u32 = 20;

fn write(folder: &Path, name: &str, files: Vec<(String, Vec<u8>)>) -> PathBuf {
    let path = folder.join(name);
    let files = files.iter().map(|(name, bytes)| (name.as_bytes(), bytes.as_slice()));
    std::fs::write(&path, archive(files)).expect("a file");
    path
}

fn all_read(path: &Path, files: u32) {
    let read = read_all(vec![path.to_owned()]).expect("threads");
    let invoices = read.filter(|file| file.invoice.as_ref().is_ok_and(|invoice| invoice.gross.is_some()));
    assert_eq!(invoices.count(), files as usize);
}

fn downloads(c: &mut Criterion) {
    draw_pages_by(Path::new(env!("CARGO_BIN_EXE_fapiao-desk")));
    let folder = tempfile::tempdir().expect("a folder");
    let data = (0..DATA).map(|n| match n % 2 {
        0 => (format!("dzfp_{}.xml", invoice(n).number), invoice(n).xml().into_bytes()),
        _ => (format!("dzfp_{}.ofd", invoice(n).number), invoice(n).ofd()),
    });
    let data = write(folder.path(), "data.zip", data.collect());
    let pdfs = (0..PDFS).map(|n| (format!("dzfp_{}.pdf", invoice(n).number), printed(&invoice(n))));
    let pdfs = write(folder.path(), "pdf.zip", pdfs.collect());
    let mut group = c.benchmark_group("returned");
    group.sample_size(10);
    group.throughput(Throughput::Elements(DATA.into()));
    group.bench_function("xml and ofd", |b| b.iter(|| all_read(&data, DATA)));
    group.throughput(Throughput::Elements(PDFS.into()));
    group.bench_function("pdf", |b| b.iter(|| all_read(&pdfs, PDFS)));
}

criterion_group!(benches, downloads);
criterion_main!(benches);
