//! One account's balance, what an application would come to, and opening the store.

#![allow(clippy::expect_used, reason = "what a benchmark needs and does not find ends it")]

mod support;

use std::hint::black_box;
use std::time::{Duration, Instant};

use criterion::{BenchmarkId, Criterion, criterion_group, criterion_main};
use fapiao_desk::desk::commands::submit_application;
use fapiao_desk::desk::commands::submit_application::SubmitApplication;
use fapiao_desk::desk::pages::balance;
use fapiao_desk::desk::protocol::decode::Envelope;
use fapiao_desk::desk::protocol::table::Command;
use fapiao_desk::desk::{Desk, Open};
use fapiao_desk::domain::invoice_info::InvoiceType;
use support::{LARGE, OF_QWEATHER, OF_TENCENT_CLOUD, Store, moment};

fn balances(c: &mut Criterion) {
    let store = Store::generated();
    let (db, moment) = (store.reader(), moment());
    let mut group = c.benchmark_group("balance");
    for (name, account) in
        [("50 bills, qweather", OF_QWEATHER), ("50 bills, tencent-cloud", OF_TENCENT_CLOUD), ("large", LARGE)]
    {
        group.bench_function(BenchmarkId::new(name, store.bills), |b| {
            b.iter(|| balance::of_account(&db, &moment, black_box(account)).expect("a balance"));
        });
    }
}

/// All that is invoiceable.
fn all_of(account: &str) -> SubmitApplication {
    SubmitApplication {
        account: account.try_into().expect("a code"),
        r#type: InvoiceType::EnterpriseGeneral,
        bills: None,
        amount: None,
        all: Some(true),
        address: None,
        email: Some("fin@example.com".to_owned()),
        contact: None,
        remark: None,
    }
}

fn applications(c: &mut Criterion) {
    let store = Store::generated();
    let (db, moment) = (store.reader(), moment());
    let mut group = c.benchmark_group("application");
    group.bench_function(BenchmarkId::new("prepare", store.bills), |b| {
        // Refused or not: its bills have been read, and its balance worked out.
        b.iter(|| drop(black_box(submit_application::prepare(&db, &moment, &all_of(OF_QWEATHER)))));
    });
    let copy = store.copy();
    let mut desk = Desk::open(&copy.path, Open::Existing).expect("a desk");
    let mut command = Envelope::from(Command::AcceptApplication(
        serde_json::from_value(serde_json::json!({"application": "FP20000101-0001"})).expect("a command"),
    ));
    command.at = Some(moment.now);
    group.bench_function(BenchmarkId::new("a refused command", store.bills), |b| {
        b.iter(|| desk.handle(black_box(&command)).expect_err("there is no such application"));
    });
    group.bench_function(BenchmarkId::new("a top-up, with its fsync", store.bills), |b| {
        let line = serde_json::json!({"account": OF_QWEATHER, "amount": "1.00", "on": "2026-11-22"});
        let command = Command::AddTopUp(serde_json::from_value(line).expect("a command"));
        b.iter(|| desk.handle(&Envelope::from(command.clone())).expect("done"));
    });
}

fn opening(c: &mut Criterion) {
    let store = Store::generated();
    let copy = store.copy();
    c.bench_function(&format!("open/{}", store.bills), |b| {
        b.iter_custom(|times| {
            let mut taken = Duration::ZERO;
            for _ in 0..times {
                let begun = Instant::now();
                let desk = Desk::open(&copy.path, Open::Existing).expect("a desk");
                taken += begun.elapsed();
                drop(desk);
            }
            taken
        });
    });
}

criterion_group!(benches, balances, applications, opening);
criterion_main!(benches);
