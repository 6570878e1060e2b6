//! Fills a store: customers with eighteen months of bills, applications in every state, invoices, refunds, ledger
//! entries. The rows go in by SQL while no index and no trigger stands in the way; what they come to is what the
//! triggers would have made of it, which `tests/desk/bench_store.rs` checks.

use std::path::Path;

use chrono::{Days, NaiveDate};
use fapiao_desk::desk::protocol::decode::decode;
use fapiao_desk::desk::{Desk, Open};
use fapiao_desk::domain::account::{Account, AccountKind, AccountStatus, Region};
use fapiao_desk::domain::money::Fen;
use fapiao_desk::domain::tax::{TaxRate, TaxSplit, split};
use fapiao_desk::store::account::{self, Profile};
use fapiao_desk::store::engine::Db;
use fapiao_desk::store::issuer;
use rusqlite::{Connection, Transaction, params};
use serde_json::{Value, json};

/// How many bills a customer has, but for the large one.
const BILLS_OF_A_CUSTOMER: usize = 50;
/// The large customer has one bill of so many.
const ONE_IN_LARGE: usize = 200;
/// Bills are dated in the months up to now.
const DAYS: u64 = 540;

/// What a store is filled with.
#[derive(Clone, Copy, Debug)]
pub enum Shape {
    /// So many bills, of customers of whom one is large.
    Many(usize),
    /// Two customers, one under either policy, each with so many bills, all of them paid and none applied for.
    OneByOne(usize),
}

impl Shape {
    /// How many bills each customer has, beginning with the first.
    fn of_customers(self) -> Vec<usize> {
        match self {
            Self::Many(bills) => {
                let large = large(bills).min(bills);
                let left = bills - large;
                let of = |i: usize| BILLS_OF_A_CUSTOMER.min(left - i * BILLS_OF_A_CUSTOMER);
                let others = (0..left.div_ceil(BILLS_OF_A_CUSTOMER)).map(of);
                std::iter::once(large).chain(others).collect()
            }
            Self::OneByOne(bills) => vec![bills, bills],
        }
    }
}

/// Makes a store at `path`.
pub fn fill(path: &Path, shape: Shape) {
    let customers = shape.of_customers();
    let begun = path.with_extension("begun");
    begin(&begun);
    // The log that it begins with gives way to one that proves what is put there.
    std::fs::rename(&begun, path).expect("a name");
    add_customers(path, customers.len());
    let mut db = Connection::open(path).expect("a store");
    db.execute_batch("PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; PRAGMA foreign_keys = OFF;")
        .expect("settings");
    let taken = take_away(&db);
    let all = db.transaction().expect("a transaction");
    let mut rows = Rows {
        db: &all,
        dice: Dice(1),
        rate: TaxRate::parse("6%").expect("a rate"),
        is_untouched: matches!(shape, Shape::OneByOne(_)),
        bill: 0,
        application: 0,
        of_day: Default::default(),
    };
    for (customer, count) in (1..).zip(customers) {
        rows.add_customer(customer, count);
    }
    all.commit().expect("all of it");
    db.execute_batch(
        "DELETE FROM audit; DELETE FROM table_digest; DELETE FROM signing_key; DELETE FROM setting WHERE key = 'store_id'",
    )
    .expect("no log");
    db.execute_batch(&taken).expect("indexes and triggers");
    db.execute_batch(sums_by_month()).expect("what the bills come to");
    db.execute_batch("PRAGMA journal_mode = WAL").expect("a WAL");
    drop(db);
    drop(Desk::open(path, Open::Existing).expect("a store that is proved from here on"));
}

/// The statement by which a store of before gets its sums.
fn sums_by_month() -> &'static str {
    let migration = include_str!("../../src/store/migrations/0008.sql");
    let begin = migration.find("INSERT INTO bill_month").expect("the statement");
    let statement = &migration[begin..];
    &statement[..=statement.find(';').expect("its end")]
}

/// How many bills the large customer has.
fn large(bills: usize) -> usize {
    (bills / ONE_IN_LARGE).max(BILLS_OF_A_CUSTOMER)
}

/// How many customers there are.
pub fn customers(bills: usize) -> usize {
    1 + bills.saturating_sub(large(bills)).div_ceil(BILLS_OF_A_CUSTOMER)
}

/// An empty sandbox with an issuer under each policy.
fn begin(path: &Path) {
    let mut desk = Desk::open(path, Open::New { sandbox: true }).expect("a new store");
    for (code, policy) in [("T", "tencent-cloud"), ("Q", "qweather")] {
        let line =
            json!({"op": "add_issuer", "code": code, "name": code, "policy": policy, "at": super::NOW});
        let Value::Object(line) = line else { continue };
        desk.handle(&decode(line).expect("a command")).expect("an issuer");
    }
}

/// Even ones under `tencent-cloud`, odd ones under `qweather`.
fn add_customers(path: &Path, customers: usize) {
    const PLACES: [&str; 8] = ["北京", "上海", "深圳", "杭州", "成都", "苏州", "武汉", "厦门"];
    const WORDS: [&str; 12] =
        ["云帆", "砺行", "青禾", "远景", "启明", "同舟", "嘉木", "恒泰", "星野", "海棠", "金石", "白露"];
    const TRADES: [&str; 6] = ["物流", "新能源", "农业", "数据", "医疗", "文化"];
    let db = Db::open_writer(path).expect("a store");
    let mut dice = Dice(7);
    let issuers = ["T", "Q"].map(|code| issuer::by_code(&db, code).expect("read").expect("an issuer").id);
    db.transaction(|db| {
        for i in 1..=customers {
            let mut pick = |words: &[&'static str]| words[dice.below(words.len() as u64) as usize];
            let name = format!("{}{}{}{}有限公司", pick(&PLACES), pick(&WORDS), pick(&WORDS), pick(&TRADES));
            let customer = Account {
                code: format!("C{i:06}"),
                name: name.clone(),
                kind: AccountKind::Enterprise,
                region: Region::Mainland,
                status: AccountStatus::Active,
                verified_name: Some(name),
                verified_tax_id: None,
            };
            account::insert(db, issuers[i % 2], &customer, &Profile::default(), None)?;
        }
        Ok(())
    })
    .expect("customers");
}

/// Takes indexes and triggers away; answers what makes them again.
fn take_away(db: &Connection) -> String {
    let sql =
        "SELECT type, name, sql FROM sqlite_schema WHERE type IN ('index', 'trigger') AND sql IS NOT NULL";
    let mut statement = db.prepare(sql).expect("the schema");
    let found: Vec<(String, String, String)> = statement
        .query_map([], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))
        .expect("the schema")
        .map(|row| row.expect("a row"))
        .collect();
    let mut again = String::new();
    for (kind, name, sql) in found {
        db.execute_batch(&format!("DROP {kind} \"{name}\"")).expect("dropped");
        again.push_str(&sql);
        again.push_str(";\n");
    }
    again
}

/// The rows as they are added.
struct Rows<'a> {
    db: &'a Transaction<'a>,
    dice: Dice,
    rate: TaxRate,
    /// Whether everything is paid, and nothing applied for.
    is_untouched: bool,
    bill: i64,
    application: i64,
    /// How many applications there are of each day before today, counted from today.
    of_day: Vec<u32>,
}

/// A bill of which something is still to be decided.
struct Drawn {
    id: i64,
    fen: i64,
    billed_on: NaiveDate,
    is_paid: bool,
    refunded: i64,
    used: i64,
}

impl Drawn {
    /// When it is paid, if it is.
    fn paid_on(&self) -> NaiveDate {
        self.billed_on + Days::new(10)
    }
}

impl Rows<'_> {
    fn run(&self, sql: &str, params: impl rusqlite::Params) {
        self.db.prepare_cached(sql).expect("a statement").execute(params).expect("a row");
    }

    fn add_customer(&mut self, customer: usize, count: usize) {
        let mut bills: Vec<Drawn> = (0..count).map(|i| self.draw(i, count)).collect();
        // Most months are applied for once they are over, a few bills together.
        for group in bills.chunks_mut(6) {
            if group.len() == 6 && self.dice.below(100) < 60 && !self.is_untouched {
                self.apply(customer, group);
            }
        }
        for bill in &bills {
            self.add_bill(customer, bill);
        }
        if self.dice.below(20) == 0 {
            let fen = 100 + self.dice.below(5_000) as i64;
            self.run(
                "INSERT INTO non_invoiceable (account_id, amount, reason, entered_at, entered_by)
                VALUES (?1, ?2, 'legacy_prepaid_invoice', 0, 1)",
                params![customer as i64, fen],
            );
        }
    }

    fn draw(&mut self, i: usize, count: usize) -> Drawn {
        self.bill += 1;
        let age = DAYS - DAYS * i as u64 / count as u64;
        let fen = 100 + self.dice.below(500_000) as i64;
        // What is young may still be unpaid; of what is old, little is.
        let is_paid = self.dice.below(1000) >= if age < 30 { 300 } else { 1 } || self.is_untouched;
        let refunded = if is_paid && self.dice.below(50) == 0 { fen / 4 } else { 0 };
        Drawn { id: self.bill, fen, billed_on: today() - Days::new(age), is_paid, refunded, used: 0 }
    }

    fn add_bill(&mut self, customer: usize, bill: &Drawn) {
        let Drawn { id, fen, billed_on, is_paid, refunded, used } = bill;
        let kind = ["pay_as_you_go", "savings_plan", "subscription", "other"][self.dice.below(4) as usize];
        self.run(
            "INSERT INTO bill (id, bill_no, account_id, kind, amount, refunded, used, billed_on, due_on, paid_on, item)
            VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11)",
            params![
                id,
                // In the store, numbers do not come in the order of entry.
                format!("ZD{:09}", (id * 7_919) % 1_000_000_007),
                customer as i64,
                kind,
                fen,
                refunded,
                used,
                billed_on,
                *billed_on + Days::new(20),
                is_paid.then_some(bill.paid_on()),
                "云服务器"
            ],
        );
        if *refunded > 0 {
            self.run(
                "INSERT INTO refund (bill_id, amount, refunded_on) VALUES (?1, ?2, ?3)",
                params![id, refunded, *billed_on + Days::new(15)],
            );
        }
    }

    fn apply(&mut self, customer: usize, bills: &mut [Drawn]) {
        let newest = bills.iter().map(|bill| bill.billed_on).max().unwrap_or_default();
        let on = (newest + Days::new(12)).min(today());
        let mut lines: Vec<(i64, i64)> = bills
            .iter()
            .filter(|bill| bill.is_paid && bill.paid_on() <= on && bill.fen > bill.refunded)
            .map(|bill| (bill.id, bill.fen - bill.refunded))
            .collect();
        // A free amount ends in the midst of a bill.
        if let Some(last) = lines.last_mut().filter(|_| customer.is_multiple_of(2)) {
            last.1 -= last.1 / 3;
        }
        let amount: i64 = lines.iter().map(|line| line.1).sum();
        if amount == 0 {
            return;
        }
        let is_young = on + Days::new(8) > today();
        let state = match self.dice.below(100) {
            0..2 => "cancelled",
            2..4 => "rejected",
            4..40 if is_young => "submitted",
            40..60 if is_young => "issuing",
            60..80 if is_young => "issued",
            4..30 => "delivered",
            _ => "received",
        };
        self.application += 1;
        let (application, number) = (self.application, self.number_of(on));
        let policy = ["tencent-cloud", "qweather"][customer % 2];
        self.run(
            "INSERT INTO application (id, number, account_id, state, type, amount, submitted_at, submitted_on,
                due_on, policy, policy_version, buyer_name, snapshot)
            VALUES (?1, ?2, ?3, ?4, 'enterprise_general', ?5, ?6, ?7, ?8, ?9, 1, ?10, ?11)",
            params![
                application,
                number,
                customer as i64,
                state,
                amount,
                milliseconds(on),
                on,
                on + Days::new(7),
                policy,
                "杭州砺行新能源有限责任公司",
                SNAPSHOT
            ],
        );
        let is_live = !["cancelled", "rejected"].contains(&state);
        for (bill, fen) in lines {
            self.run("INSERT INTO application_bill VALUES (?1, ?2, ?3)", params![application, bill, fen]);
            if let Some(bill) = bills.iter_mut().find(|b| b.id == bill && is_live) {
                bill.used = fen;
                // Some are refunded after they were invoiced.
                if self.dice.below(100) == 0 {
                    bill.refunded += bill.fen / 2;
                }
            }
        }
        let steps: &[&str] = match state {
            "issuing" => &["accepted"],
            "cancelled" | "rejected" => &[state],
            "issued" => &["accepted", "issued"],
            "delivered" => &["accepted", "issued", "delivered"],
            "received" => &["accepted", "issued", "delivered", "received"],
            _ => &[],
        };
        self.add_event(application, on, "submitted");
        for step in steps {
            self.add_event(application, on, step);
        }
        if steps.contains(&"issued") {
            self.add_invoice(application, on, amount);
        }
        if steps.contains(&"delivered") {
            self.run("UPDATE application SET sent_to = 'fin@example.com' WHERE id = ?1", [application]);
        }
    }

    fn number_of(&mut self, on: NaiveDate) -> String {
        let ago = (today() - on).num_days() as usize;
        if self.of_day.len() <= ago {
            self.of_day.resize(ago + 1, 0);
        }
        self.of_day[ago] += 1;
        format!("FP{}-{:04}", on.format("%Y%m%d"), self.of_day[ago])
    }

    fn add_invoice(&self, application: i64, on: NaiveDate, gross: i64) {
        let TaxSplit { net, tax, .. } = split(Fen(gross), self.rate);
        self.run(
            "INSERT INTO invoice (application_id, number, issued_on, net, tax, gross, rate)
            VALUES (?1, ?2, ?3, ?4, ?5, ?6, '0.06')",
            params![application, format!("2644{application:016}"), on, net.0, tax.0, gross],
        );
    }

    fn add_event(&self, application: i64, on: NaiveDate, event: &str) {
        self.run(
            "INSERT INTO event (application_id, at, user_id, event) VALUES (?1, ?2, 1, ?3)",
            params![application, milliseconds(on), event],
        );
    }
}

const SNAPSHOT: &str = r#"{"info":{"name":"杭州砺行新能源有限责任公司","tax_id":"913301067L53XQJUQR"},
    "address":null,"email":"fin@example.com","contact":null,"remark":null,"item":"*信息系统服务*云服务费"}"#;

fn today() -> NaiveDate {
    super::moment().today
}

/// Ten in the morning of a day in China.
fn milliseconds(on: NaiveDate) -> i64 {
    on.and_hms_opt(2, 0, 0).map_or(0, |at| at.and_utc().timestamp_millis())
}

/// Numbers that look drawn and are the same each time: a linear congruential generator.
struct Dice(u64);

impl Dice {
    /// A number below `end`.
    fn below(&mut self, end: u64) -> u64 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) % end
    }
}
