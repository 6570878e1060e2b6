//! One account's balance, what an application would come to, and opening the store.

#![allow(clippy::expect_used, reason = "what a benchmark needs and does not find ends it")]

mod support;

use std::hint::black_box;
use std::time::{Duration, Instant};

use criterion::{BenchmarkId, Criterion, criterion_group, criterion_main};
use fapiao_desk::desk::commands::submit_application;
use fapiao_desk::desk::commands::submit_application::SubmitApplication;
use fapiao_desk::desk::pages::balance::{self, column};
use fapiao_desk::desk::protocol::decode::{Envelope, decode};
use fapiao_desk::desk::protocol::table::Command;
use fapiao_desk::desk::{Desk, Open};
use fapiao_desk::domain::invoice_info::InvoiceType;
use serde_json::{Value, json};
use support::{LARGE, OF_QWEATHER, OF_TENCENT_CLOUD, Store, moment};

/// The customers of whom the store is that [`Store::of_one_customer`] makes.
const ONE_OF_QWEATHER: &str = "C000001";
const ONE_OF_TENCENT_CLOUD: &str = "C000002";

fn balances(c: &mut Criterion) {
    let store = Store::generated();
    let (db, moment) = (store.reader(), moment());
    let mut group = c.benchmark_group("balance");
    group.bench_function(BenchmarkId::new("column, large", store.bills), |b| {
        b.iter(|| column::column(&db, &moment, black_box(LARGE)).expect("a column"));
    });
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

/// A desk on a copy of the store in which each customer has so many bills, with what applications need.
fn desk_of_one(bills: usize) -> (support::Copy, Desk) {
    let copy = Store::of_one_customer(bills).copy();
    let mut desk = Desk::open(&copy.path, Open::Existing).expect("a desk");
    desk.set_clock(moment().now).expect("a sandbox");
    ask(&mut desk, json!({"op": "add_user", "name": "reviewer", "roles": ["reviewer"]}));
    for account in [ONE_OF_QWEATHER, ONE_OF_TENCENT_CLOUD] {
        ask(
            &mut desk,
            json!({"op": "save_invoice_info", "account": account, "type": "enterprise_general",
                "name": "杭州砺行新能源有限责任公司", "tax_id": "913301067L53XQJUQR"}),
        );
        ask(
            &mut desk,
            json!({"op": "save_address", "account": account, "recipient": "孙敏", "phone": "17199338205",
                "region": "浙江省杭州市余杭区", "street": "文一西路969号", "default": true}),
        );
    }
    (copy, desk)
}

/// What the line answers, and how long that took.
fn timed(desk: &mut Desk, line: Value) -> (Value, Duration) {
    let Value::Object(line) = line else { unreachable!("lines are objects") };
    let envelope = decode(line).expect("a command");
    let begun = Instant::now();
    let answer = desk.handle(&envelope).expect("done");
    let taken = begun.elapsed();
    (answer.to_json().expect("JSON"), taken)
}

fn ask(desk: &mut Desk, line: Value) -> Value {
    timed(desk, line).0
}

/// What is asked of a customer with so many bills, each with the shortest time it took.
fn of_one_customer(bills: usize) -> Vec<(&'static str, Duration)> {
    const TIMES: usize = 3;
    let mut best: Vec<(&'static str, Duration)> = Vec::new();
    let mut note = |name, taken: Duration| match best.iter_mut().find(|(known, _)| *known == name) {
        Some((_, best)) => *best = taken.min(*best),
        None => best.push((name, taken)),
    };
    let (_copy, mut desk) = desk_of_one(bills);
    let tencent_cloud = ONE_OF_TENCENT_CLOUD;
    let apply = |account: &str, (what, how): (&str, Value)| {
        json!({"op": "submit_application", "account": account, "type": "enterprise_general",
            "email": "fin@example.com", what: how})
    };
    for _ in 0..TIMES {
        for account in [ONE_OF_QWEATHER, tencent_cloud] {
            note(
                "balance, a page of 200",
                timed(&mut desk, json!({"op": "balance", "account": account, "limit": 200})).1,
            );
        }
        note("balance, every bill", timed(&mut desk, json!({"op": "balance", "account": tencent_cloud})).1);
        let (made, taken) = timed(&mut desk, apply(tencent_cloud, ("amount", json!("100.00"))));
        note("submit an amount", taken);
        let cancel = json!({"op": "cancel_application", "application": made["application"]});
        note("cancel an amount", timed(&mut desk, cancel).1);
        let (made, taken) = timed(&mut desk, apply(tencent_cloud, ("all", json!(true))));
        note("submit everything", taken);
        let cancel = json!({"op": "cancel_application", "application": made["application"]});
        note("cancel everything", timed(&mut desk, cancel).1);
        let everything = apply(tencent_cloud, ("all", json!(true)));
        let reverse = issued(&mut desk, everything);
        note(
            "reverse everything",
            timed(&mut desk, reverse("reverse_application", "wrong_invoice", "desk")).1,
        );
    }
    let everything = apply(ONE_OF_QWEATHER, ("all", json!(true)));
    let correct = issued(&mut desk, everything);
    let mut request = correct("request_correction", "抬头", "desk");
    request.as_object_mut().expect("a line").remove("red_number");
    note("request a correction of everything", timed(&mut desk, request).1);
    note(
        "approve a correction of everything",
        timed(&mut desk, correct("approve_correction", "同意", "reviewer")).1,
    );
    best
}

/// Has an application made and issued; answers what makes the line that reverses it.
fn issued(desk: &mut Desk, line: Value) -> impl Fn(&str, &str, &str) -> Value + use<> {
    let made = ask(desk, line);
    let application = made["application"].clone();
    let of_day = application.as_str().and_then(|number| number.rsplit('-').next()).expect("its number");
    let number = format!("2644{of_day:0>16}");
    ask(desk, json!({"op": "accept_application", "application": application}));
    ask(
        desk,
        json!({"op": "issue_application", "application": application,
            "invoices": [{"number": number, "issued_on": "2026-11-22", "gross": made["amount"]}]}),
    );
    move |op, reason, by| {
        json!({"op": op, "application": application, "reason": reason, "by": by,
            "red_number": format!("2655{}", &number[4..])})
    }
}

/// Ten times the bills: how long everything takes then, and with which power of the bills that grew.
fn one_customer(_: &mut Criterion) {
    const SIZES: [usize; 2] = [10_000, 100_000];
    let [few, many] = SIZES.map(of_one_customer);
    for ((name, few), (_, many)) in few.into_iter().zip(many) {
        let milliseconds = |taken: Duration| taken.as_secs_f64() * 1_000.0;
        let exponent = (many.as_secs_f64() / few.as_secs_f64()).log10();
        println!(
            "one customer/{name}: {:.2} ms at 10,000 bills, {:.2} ms at 100,000, exponent {exponent:.2}",
            milliseconds(few),
            milliseconds(many)
        );
    }
}

criterion_group!(benches, balances, applications, opening, one_customer);
criterion_main!(benches);
