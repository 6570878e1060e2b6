//! A billing system's export: read, checked row by row, and written in one transaction.

#![allow(clippy::expect_used, reason = "what a benchmark needs and does not find ends it")]

mod support;

use std::fmt::Write;
use std::path::Path;

use criterion::{BatchSize, BenchmarkId, Criterion, Throughput, criterion_group, criterion_main};
use fapiao_desk::desk::import::{ImportFile, preview};
use fapiao_desk::desk::{Desk, Open};
use fapiao_desk::domain::import::ImportKind;
use support::{Store, fill, moment};

/// How many rows the file has.
const ROWS: usize = 20_000;

/// Bills of the customers of the issuer `Q`, the odd ones; none of them is in the store.
fn export(path: &Path, customers: usize) {
    let mut text = String::from("账单号,客户编号,账单类型,账单日期,应付日期,账单金额(元),支付日期\n");
    for i in 0..ROWS {
        let customer = 1 + 2 * (i % customers.div_ceil(2));
        let (yuan, day) = (i % 9_000, 1 + i % 28);
        writeln!(
            text,
            "NEW{i:08},C{customer:06},按量计费,2026-10-{day:02},2026-11-{day:02},\"{yuan}.{:02}\",2026-10-{day:02}",
            i % 100
        )
        .expect("a text");
    }
    std::fs::write(path, text).expect("a file");
}

fn imports(c: &mut Criterion) {
    let store = Store::generated();
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("bills.csv");
    export(&path, fill::customers(store.bills));
    let file = ImportFile { strict: true, ..ImportFile::new(ImportKind::Bills, path, "Q") };
    let (db, moment) = (store.reader(), moment());
    let mut group = c.benchmark_group("import");
    group.sample_size(10);
    group.throughput(Throughput::Elements(ROWS as u64));
    group.bench_function(BenchmarkId::new("preview", store.bills), |b| {
        b.iter(|| {
            let report = preview(&db, &moment, &file, &mut |_| true).expect("a preview");
            assert_eq!(report.added as usize, ROWS, "{:?}", report.refused.first());
        });
    });
    group.bench_function(BenchmarkId::new("import", store.bills), |b| {
        b.iter_batched(
            || {
                let copy = store.copy();
                (Desk::open(&copy.path, Open::Existing).expect("a desk"), copy)
            },
            |(mut desk, copy)| {
                let report = desk.import(None, &file, &mut |_| true).expect("an import");
                assert_eq!(report.added as usize, ROWS);
                // What is handed back is closed outside of what is measured.
                (desk, copy)
            },
            BatchSize::PerIteration,
        );
    });
}

criterion_group!(benches, imports);
criterion_main!(benches);
