//! Twenty sessions and five windows at one store on a server: how long a command takes once those before it are kept, and
//! that nothing is lost and nothing is there twice.

#![allow(clippy::expect_used, reason = "what a benchmark needs and does not find ends it")]

mod support;

use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread::{self, Scope, ScopedJoinHandle};
use std::time::{Duration, Instant};

use fapiao_desk::desk::lists::ListQuery;
use fapiao_desk::desk::lists::applications::ApplicationQuery;
use fapiao_desk::desk::pages::overview;
use fapiao_desk::desk::protocol::decode::decode;
use fapiao_desk::desk::worker::Office;
use fapiao_desk::desk::{Desk, Open, check};
use fapiao_desk::store::engine::Db;
use serde_json::{Value, json};
use support::server;

const SESSIONS: usize = 20;
const WINDOWS: usize = 5;

/// The customer at whom all sessions are at work.
const SHARED: &str = "SHARED";

/// Over how much each of its bills and applications is.
const BILL: &str = "1.00";

/// When a command was begun, and when it was kept.
type Spent = (Instant, Instant);

fn main() {
    let Some(server) = server::given() else {
        println!("{} is not given: no load is put on a server", server::SERVER);
        return;
    };
    let commands =
        std::env::var("FAPIAO_BENCH_COMMANDS").map_or(1_000, |text| text.parse().expect("a number"));
    let place = server::new_database(&server, "load", None);
    begin(&place, commands);
    let is_over = AtomicBool::new(false);
    let begun = Instant::now();
    let (spent, seen) = thread::scope(|threads| {
        let windows: Vec<_> = (0..WINDOWS).map(|_| window(threads, &place, &is_over)).collect();
        let sessions: Vec<_> = (0..SESSIONS).map(|n| session(threads, &place, n, commands)).collect();
        let spent: Vec<Spent> = sessions.into_iter().flat_map(join).collect();
        is_over.store(true, Ordering::Release);
        (spent, windows.into_iter().map(join).collect::<Vec<_>>())
    });
    let all = spent.iter().map(|(_, kept)| kept.duration_since(begun)).max().unwrap_or_default();
    println!(
        "{} commands of {SESSIONS} sessions in {:.1} s, {:.0} a second",
        spent.len(),
        all.as_secs_f64(),
        spent.len() as f64 / all.as_secs_f64()
    );
    say("from its beginning to its end", spent.iter().map(|(begun, kept)| *kept - *begun).collect());
    say("once those before it are kept", by_itself(spent));
    say("until a window shows what was written last", seen);
    nothing_is_lost(&place, commands);
    println!("nothing is lost, and nothing is there twice");
}

fn join<T>(thread: ScopedJoinHandle<'_, T>) -> T {
    thread.join().expect("no panic")
}

fn send(desk: &mut Desk, line: Value) -> Value {
    let command = decode(serde_json::from_value(line).expect("an object")).expect("a line");
    desk.handle(&command).and_then(|answer| answer.to_json()).expect("what can be done")
}

/// Makes the customers: that of all sessions, and one of each.
fn begin(place: &Path, commands: usize) {
    let mut desk = Desk::open(place, Open::New { sandbox: true }).expect("a store");
    send(&mut desk, json!({ "op": "add_issuer", "code": "T", "name": "云服务", "policy": "tencent-cloud" }));
    for account in (0..SESSIONS).map(own).chain([SHARED.to_owned()]) {
        send(
            &mut desk,
            json!({ "op": "add_account", "account": account, "issuer": "T", "name": "云帆", "kind": "individual" }),
        );
        send(
            &mut desk,
            json!({ "op": "save_invoice_info", "account": account, "type": "personal_general", "name": "云帆" }),
        );
        send(&mut desk, address(&account, "孙敏"));
        send(&mut desk, bill(&account, &format!("{account}-0"), &format!("{}.00", 100 * commands)));
    }
}

fn own(session: usize) -> String {
    format!("OWN{session:02}")
}

fn bill(account: &str, number: &str, amount: &str) -> Value {
    json!({
        "op": "add_bill", "account": account, "bill_no": number, "kind": "pay_as_you_go", "amount": amount,
        "billed_on": "2026-10-01", "due_on": "2026-10-10", "paid_on": "2026-10-05", "at": support::NOW,
    })
}

fn address(account: &str, recipient: &str) -> Value {
    json!({
        "op": "save_address", "account": account, "recipient": recipient, "phone": "17199338205",
        "region": "浙江省杭州市", "street": "文一西路969号",
    })
}

fn application(account: &str, amount: &str) -> Value {
    json!({
        "op": "submit_application", "account": account, "type": "personal_general", "amount": amount, "at": support::NOW,
    })
}

/// One of the sessions: half of its commands add a bill to the customer of all, the others are of every kind.
fn session<'s>(
    threads: &'s Scope<'s, '_>,
    place: &'s Path,
    number: usize,
    commands: usize,
) -> ScopedJoinHandle<'s, Vec<Spent>> {
    threads.spawn(move || {
        let mut desk = Desk::open(place, Open::Existing).expect("a store");
        let own = own(number);
        let mut applied = Value::Null;
        let spend = |n: usize| {
            let line = match n % 10 {
                1 => bill(&own, &format!("{own}-{n}"), BILL),
                3 => application(&own, "50.00"),
                5 => json!({ "op": "accept_application", "application": applied, "at": support::NOW }),
                7 => address(&own, &format!("孙敏{n}")),
                9 => application(SHARED, BILL),
                _ => bill(SHARED, &format!("{own}-{SHARED}-{n}"), BILL),
            };
            let begun = Instant::now();
            let answer = send(&mut desk, line);
            let kept = Instant::now();
            if n % 10 == 3 {
                applied = answer["application"].clone();
            }
            (begun, kept)
        };
        (0..commands).map(spend).collect()
    })
}

/// A window that shows the overview and the newest applications anew whenever something has changed; how long after the end
/// it shows the end.
fn window<'s>(
    threads: &'s Scope<'s, '_>,
    place: &'s Path,
    is_over: &'s AtomicBool,
) -> ScopedJoinHandle<'s, Duration> {
    threads.spawn(move || {
        let office = Office::open(place, Open::Existing, Arc::new(|| {})).expect("an office");
        let newest = ApplicationQuery { descending: true, ..ApplicationQuery::default() };
        let mut shown = 0;
        let mut ended = None;
        loop {
            if ended.is_none() && is_over.load(Ordering::Acquire) {
                ended = Some(Instant::now());
            }
            let revision = office.revision();
            if revision == shown {
                // So soon does a window that was woken draw.
                thread::sleep(Duration::from_millis(16));
                let waited = ended.map_or(Duration::ZERO, |ended: Instant| ended.elapsed());
                assert!(waited < Duration::from_secs(10), "a window shows the end");
                continue;
            }
            shown = revision;
            let newest = newest.clone();
            let read = office.read(move |db, moment| {
                overview::work(db, moment, None)?;
                newest.page(db, moment, None, 200)?;
                audit(db)
            });
            let entry = read.wait().expect("an answer").expect("what can be read");
            if let Some(ended) = ended
                && entry == audit(&Db::open_reader(place).expect("a store")).expect("the log")
            {
                return ended.elapsed();
            }
        }
    })
}

fn audit(db: &Db) -> Result<i64, fapiao_desk::domain::refusal::Refusal> {
    Ok(fapiao_desk::store::audit::newest(db)?.unwrap_or_default().0)
}

/// How long each took behind the one that was kept before it: they come one after the other.
fn by_itself(mut spent: Vec<Spent>) -> Vec<Duration> {
    spent.sort_by_key(|(_, kept)| *kept);
    let before = std::iter::once(None).chain(spent.iter().map(|(_, kept)| Some(*kept)));
    let waited = |(before, (begun, kept)): (Option<Instant>, &Spent)| {
        *kept - before.map_or(*begun, |before| before.max(*begun))
    };
    before.zip(&spent).map(waited).collect()
}

fn say(what: &str, mut times: Vec<Duration>) {
    times.sort();
    let of = |percent: usize| times[(times.len() - 1) * percent / 100].as_secs_f64() * 1000.0;
    println!("{what}: {:.1} ms, 95 of 100 within {:.1} ms, all within {:.1} ms", of(50), of(95), of(100));
}

/// Every bill and application is there once, numbers follow each other, and what is left is what it has to be.
fn nothing_is_lost(place: &Path, commands: usize) {
    let db = Db::open_reader(place).expect("a store");
    let count = |sql: &str| -> i64 { db.one(sql, []).expect("a count") };
    let each = |n: usize| i64::try_from(n * SESSIONS * commands / 10).expect("few");
    let customers = i64::try_from(SESSIONS + 1).expect("few");
    assert_eq!(count("SELECT count(*) FROM bill"), customers + each(6));
    assert_eq!(count("SELECT count(*) FROM application"), each(2));
    let last = format!("SELECT count(*) FROM application WHERE number = 'FP20261122-{:04}'", each(2));
    assert_eq!(count(&last), 1, "numbers without gaps");
    assert_eq!(count("SELECT count(*) FROM application WHERE state = 'issuing'"), each(1));
    let left = format!(
        "SELECT CAST(sum(b.amount) - (SELECT sum(p.amount) FROM application p WHERE p.account_id = a.id) AS BIGINT)
        FROM bill b JOIN account a ON a.id = b.account_id WHERE a.code = '{SHARED}' GROUP BY a.id"
    );
    let expected = i64::try_from(100 * 100 * commands).expect("few") + 100 * (each(5) - each(1));
    assert_eq!(count(&left), expected);
    let today = support::moment().today;
    assert_eq!(check::check_db(&db, today).expect("a check").violations, []);
}
