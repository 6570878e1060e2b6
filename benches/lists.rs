//! The first page of every list, in every order, and what is looked for in it.

#![allow(clippy::expect_used, reason = "what a benchmark needs and does not find ends it")]

mod support;

use criterion::{BenchmarkId, Criterion, criterion_group, criterion_main};
use fapiao_desk::desk::lists::ListQuery;
use fapiao_desk::desk::lists::applications::{ApplicationQuery, ApplicationStateFilter};
use fapiao_desk::desk::lists::bills::{BillQuery, BillStateFilter};
use fapiao_desk::desk::lists::customers::CustomerQuery;
use fapiao_desk::desk::lists::invoices::InvoiceQuery;
use fapiao_desk::desk::pages::overview;
use fapiao_desk::desk::pages::search;
use fapiao_desk::desk::pages::summary;
use fapiao_desk::domain::list_columns::BillColumn;
use support::{OF_QWEATHER, Store, moment};

/// As many rows as a panel asks for at once.
const PAGE: u32 = 200;

/// As many of a group as the search over everything asks for.
const AT_ONCE: u32 = 7;

fn bill_list(c: &mut Criterion) {
    let store = Store::generated();
    let (db, moment) = (store.reader(), moment());
    let mut group = c.benchmark_group("bills");
    let orders = [
        ("by date", BillColumn::BilledOn),
        ("by number", BillColumn::BillNo),
        ("by amount", BillColumn::Amount),
        ("by remaining", BillColumn::Remaining),
        ("by due date", BillColumn::DueOn),
        ("by customer", BillColumn::AccountName),
        ("by kind", BillColumn::Kind),
        ("by state", BillColumn::Standing),
    ];
    for (name, order) in orders {
        let wanted = BillQuery { order, descending: true, ..BillQuery::default() };
        group.bench_function(BenchmarkId::new(name, store.bills), |b| {
            b.iter(|| wanted.page(&db, &moment, None, PAGE).expect("a page"));
        });
    }
    for state in BillStateFilter::ALL {
        let wanted = BillQuery { state: Some(state), descending: true, ..BillQuery::default() };
        group.bench_function(BenchmarkId::new(format!("{state:?}"), store.bills), |b| {
            b.iter(|| wanted.page(&db, &moment, None, PAGE).expect("a page"));
        });
    }
    // Those that few bills fit, against the order of the dates.
    for (state, order) in [
        (BillStateFilter::TooOld, BillColumn::DueOn),
        (BillStateFilter::PartlyInvoiced, BillColumn::Remaining),
        (BillStateFilter::PartlyInvoiced, BillColumn::BilledOn),
        (BillStateFilter::PartlyInvoiced, BillColumn::DueOn),
        (BillStateFilter::Refunded, BillColumn::Remaining),
        (BillStateFilter::Invoiced, BillColumn::DueOn),
    ] {
        for descending in [false, true] {
            let wanted = BillQuery { state: Some(state), order, descending, ..BillQuery::default() };
            let name = format!("{state:?} by {order:?}{}", if descending { ", down" } else { "" });
            group.bench_function(BenchmarkId::new(name, store.bills), |b| {
                b.iter(|| wanted.page(&db, &moment, None, PAGE).expect("a page"));
            });
        }
    }
    for (name, text) in
        [("customers found", "云帆"), ("a customer found", "C000042"), ("numbers found", "ZD0001")]
    {
        let wanted = BillQuery { text: text.to_owned(), descending: true, ..BillQuery::default() };
        group.bench_function(BenchmarkId::new(name, store.bills), |b| {
            b.iter(|| wanted.page(&db, &moment, None, PAGE).expect("a page"));
        });
    }
    let of_one = BillQuery { account: Some(OF_QWEATHER.to_owned()), ..BillQuery::default() };
    group.bench_function(BenchmarkId::new("of one customer", store.bills), |b| {
        b.iter(|| of_one.page(&db, &moment, None, PAGE).expect("a page"));
    });
    group.sample_size(10);
    group.bench_function(BenchmarkId::new("totals of all", store.bills), |b| {
        b.iter(|| BillQuery::default().totals(&db, &moment).expect("totals"));
    });
}

fn other_lists(c: &mut Criterion) {
    let store = Store::generated();
    let (db, moment) = (store.reader(), moment());
    let mut group = c.benchmark_group("lists");
    group.bench_function(BenchmarkId::new("customers", store.bills), |b| {
        let wanted = CustomerQuery::default();
        b.iter(|| wanted.page(&db, &moment, None, PAGE).expect("a page"));
    });
    group.bench_function(BenchmarkId::new("customers found", store.bills), |b| {
        let wanted = CustomerQuery { text: "云".to_owned(), ..CustomerQuery::default() };
        b.iter(|| wanted.page(&db, &moment, None, PAGE).expect("a page"));
    });
    group.bench_function(BenchmarkId::new("applications", store.bills), |b| {
        let wanted = ApplicationQuery { descending: true, ..ApplicationQuery::default() };
        b.iter(|| wanted.page(&db, &moment, None, PAGE).expect("a page"));
    });
    group.bench_function(BenchmarkId::new("late applications", store.bills), |b| {
        let wanted = ApplicationQuery { show: ApplicationStateFilter::Late, ..ApplicationQuery::default() };
        b.iter(|| wanted.page(&db, &moment, None, PAGE).expect("a page"));
    });
    group.bench_function(BenchmarkId::new("applications found", store.bills), |b| {
        let wanted = ApplicationQuery { text: "云帆".to_owned(), ..ApplicationQuery::default() };
        b.iter(|| wanted.page(&db, &moment, None, PAGE).expect("a page"));
    });
    group.bench_function(BenchmarkId::new("invoices", store.bills), |b| {
        let wanted = InvoiceQuery { descending: true, ..InvoiceQuery::default() };
        b.iter(|| wanted.page(&db, &moment, None, PAGE).expect("a page"));
    });
}

/// What the overview and the frame of the window ask; not a page, but asked as often.
fn search_over_everything(c: &mut Criterion) {
    let store = Store::generated();
    let db = store.reader();
    let names = search::Names::read(&db).expect("the names");
    let mut group = c.benchmark_group("finding");
    for (name, text) in [
        ("all customers", "公司"),
        ("many customers", "云"),
        ("a customer", "C000042"),
        ("all bills", "ZD"),
        ("a bill", "ZD000001132"),
        ("applications", "FP"),
        ("how a customer sounds", "yunfan"),
        ("an amount", "1,234.50"),
        ("the middle of no number", "99999999"),
    ] {
        group.bench_function(BenchmarkId::new(name, store.bills), |b| {
            b.iter(|| search::find(&db, &names, text, AT_ONCE).expect("what was found"));
        });
    }
}

fn overviews(c: &mut Criterion) {
    let store = Store::generated();
    let (db, moment) = (store.reader(), moment());
    let mut group = c.benchmark_group("overview");
    group.sample_size(10);
    group.bench_function(BenchmarkId::new("summary", store.bills), |b| {
        b.iter(|| summary::summary(&db, &moment).expect("a summary"));
    });
    group.bench_function(BenchmarkId::new("work", store.bills), |b| {
        b.iter(|| overview::work(&db, &moment, None).expect("work"));
    });
    group.bench_function(BenchmarkId::new("to do", store.bills), |b| {
        let wanted = overview::ToDo::default();
        b.iter(|| overview::to_do(&db, &moment, &wanted, None, PAGE).expect("a page"));
    });
    group.bench_function(BenchmarkId::new("invoiceable", store.bills), |b| {
        b.iter(|| overview::invoiceable(&db, &moment, None).expect("money"));
    });
    group.bench_function(BenchmarkId::new("issued", store.bills), |b| {
        b.iter(|| overview::issued(&db, &moment, None).expect("months"));
    });
    group.bench_function(BenchmarkId::new("on time", store.bills), |b| {
        b.iter(|| overview::prompt(&db, &moment, None).expect("months"));
    });
    group.bench_function(BenchmarkId::new("rejections", store.bills), |b| {
        b.iter(|| overview::rejected(&db, &moment, None).expect("reasons"));
    });
}

criterion_group!(benches, bill_list, other_lists, search_over_everything, overviews);
criterion_main!(benches);
