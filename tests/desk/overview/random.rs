//! Random stores: accounts of both issuers with bills of every age, paid and unpaid, and what may happen to them.

use chrono::{Days, NaiveDate, TimeDelta};
use proptest::prelude::*;

use crate::common::Play;

/// A random store on a day.
#[derive(Clone, Debug)]
pub struct Drawn {
    today: NaiveDate,
    accounts: Vec<Account>,
}

#[derive(Clone, Debug)]
struct Account {
    issuer: &'static str,
    region: &'static str,
    is_frozen: bool,
    entries: Vec<u32>,
    bills: Vec<Bill>,
    acts: Vec<Act>,
}

/// Days are counted from today; ages into the past.
#[derive(Clone, Debug)]
struct Bill {
    age: u64,
    fen: u32,
    due_after: u64,
    paid: Option<i64>,
}

/// What happens to an account after its bills. What the rules refuse does not happen.
#[derive(Clone, Debug)]
enum Act {
    ApplyForAll,
    ApplyFor { bill: usize, share: u32 },
    Issue,
    Refund { bill: usize, share: u32 },
    Cancel,
    Reverse,
}

/// Days on which months are clipped, or not; and an ordinary one.
const DAYS: [&str; 7] =
    ["2026-11-22", "2024-02-29", "2025-02-28", "2025-03-01", "2026-03-31", "2026-08-31", "2024-12-31"];

pub fn draw() -> impl Strategy<Value = Drawn> {
    let today = prop::sample::select(&DAYS[..]).prop_map(|day| day.parse().unwrap());
    (today, prop::collection::vec(account(), 1..8)).prop_map(|(today, accounts)| Drawn { today, accounts })
}

fn account() -> impl Strategy<Value = Account> {
    let region = prop_oneof![8 => Just("mainland"), 1 => Just("overseas")];
    let entries = prop::collection::vec(1..20_000u32, 0..2);
    let acts = prop::collection::vec(act(), 0..14);
    (
        prop::sample::select(&["T", "Q"][..]),
        region,
        prop::bool::weighted(0.1),
        entries,
        prop::collection::vec(bill(), 0..7),
        acts,
    )
        .prop_map(|(issuer, region, is_frozen, entries, bills, acts)| Account {
            issuer,
            region,
            is_frozen,
            entries,
            bills,
            acts,
        })
}

fn bill() -> impl Strategy<Value = Bill> {
    // Around the ends of the bands and of the twelve months, and anywhere else.
    let age = prop_oneof![
        3 => 0..500u64,
        1 => 88..93u64,
        1 => 272..278u64,
        4 => 333..369u64,
    ];
    let paid = prop_oneof![8 => (-60i64..=0).prop_map(Some), 1 => (1i64..40).prop_map(Some), 1 => Just(None)];
    (age, 0..30_000u32, 0..40u64, paid).prop_map(|(age, fen, due_after, paid)| Bill {
        age,
        fen,
        due_after,
        paid,
    })
}

fn act() -> impl Strategy<Value = Act> {
    prop_oneof![
        2 => Just(Act::ApplyForAll),
        3 => (0..3usize, 1..100u32).prop_map(|(bill, share)| Act::ApplyFor { bill, share }),
        2 => Just(Act::Issue),
        4 => (0..3usize, 1..100u32).prop_map(|(bill, share)| Act::Refund { bill, share }),
        1 => Just(Act::Cancel),
        1 => Just(Act::Reverse),
    ]
}

fn money(fen: u32) -> String {
    format!("{}.{:02}", fen / 100, fen % 100)
}

impl Drawn {
    /// The numbers of its accounts; they begin with their issuer's code.
    pub fn accounts(&self) -> impl Iterator<Item = String> {
        self.accounts.iter().enumerate().map(|(i, account)| format!("{}{i}", account.issuer))
    }

    /// Lets it happen.
    pub fn enact(&self, play: &mut Play) {
        self.wait(play, 0);
        for (code, account) in self.accounts().zip(&self.accounts) {
            account.enact(play, &code, self.today);
        }
    }

    /// Lets days go by from its day.
    pub fn wait(&self, play: &mut Play, days: u64) {
        let today = self.today + Days::new(days);
        play.ok(&format!(r#"{{"op":"applications","at":"{today}T10:00:00+08:00"}}"#));
    }
}

impl Account {
    fn enact(&self, play: &mut Play, code: &str, today: NaiveDate) {
        if self.region == "mainland" {
            play.customer(code, self.issuer);
        } else {
            play.ok(&format!(
                r#"{{"op":"add_account","account":"{code}","issuer":"{}","name":"海外客户","kind":"enterprise","region":"{}"}}"#,
                self.issuer, self.region
            ));
        }
        for (i, bill) in self.bills.iter().enumerate() {
            let billed_on = today - Days::new(bill.age);
            let due_on = billed_on + Days::new(bill.due_after);
            let paid = bill.paid.map_or(String::new(), |in_days| {
                format!(r#","paid_on":"{}""#, today + TimeDelta::days(in_days))
            });
            play.ok(&format!(
                r#"{{"op":"add_bill","account":"{code}","bill_no":"{code}-{i}","kind":"other","amount":"{}","billed_on":"{billed_on}","due_on":"{due_on}"{paid}}}"#,
                money(bill.fen)
            ));
        }
        for fen in &self.entries {
            play.ok(&format!(
                r#"{{"op":"add_non_invoiceable","account":"{code}","amount":"{}","reason":"legacy_prepaid_invoice"}}"#,
                money(*fen)
            ));
        }
        let mut history = History { play, code, today, latest: String::new(), invoices: 0 };
        for act in &self.acts {
            history.go_on(act);
        }
        if self.is_frozen {
            play.ok(&format!(r#"{{"op":"set_account_status","account":"{code}","status":"frozen"}}"#));
        }
    }
}

/// What happens to one account, and what has.
struct History<'a> {
    play: &'a mut Play,
    code: &'a str,
    today: NaiveDate,
    /// The latest application.
    latest: String,
    invoices: usize,
}

impl History<'_> {
    fn go_on(&mut self, act: &Act) {
        let (code, today, latest) = (self.code, self.today, self.latest.clone());
        match act {
            Act::ApplyForAll => self.apply(r#""all":true"#),
            Act::ApplyFor { bill, .. } if code.starts_with('Q') => {
                self.apply(&format!(r#""bills":["{code}-{bill}"]"#));
            }
            Act::ApplyFor { share, .. } => self.apply(&format!(r#""amount":"{}""#, money(share * 100))),
            Act::Issue => self.issue(),
            Act::Refund { bill, share } => self.send(&format!(
                r#"{{"op":"add_refund","bill_no":"{code}-{bill}","amount":"{}","on":"{today}"}}"#,
                money(share * 150)
            )),
            Act::Cancel => self.send(&format!(r#"{{"op":"cancel_application","application":"{latest}"}}"#)),
            Act::Reverse => {
                let number = self.invoice_number();
                self.send(&format!(
                    r#"{{"op":"reverse_application","application":"{latest}","red_number":"{number}","reason":"allowance"}}"#
                ));
            }
        }
    }

    /// Does what the rules allow.
    fn send(&mut self, line: &str) {
        let _ = self.play.send(line);
    }

    fn apply(&mut self, what: &str) {
        let line = format!(
            r#"{{"op":"submit_application","account":"{}","type":"enterprise_general",{what},"email":"a@example.com"}}"#,
            self.code
        );
        if let Ok(answer) = self.play.send(&line) {
            answer["application"].as_str().unwrap().clone_into(&mut self.latest);
        }
    }

    fn issue(&mut self) {
        let (latest, today, number) = (self.latest.clone(), self.today, self.invoice_number());
        let Ok(application) = self.play.send(&format!(r#"{{"op":"application","application":"{latest}"}}"#))
        else {
            return;
        };
        self.send(&format!(r#"{{"op":"accept_application","application":"{latest}"}}"#));
        self.send(&format!(
            r#"{{"op":"issue_application","application":"{latest}","invoices":[{{"number":"{number}","issued_on":"{today}","gross":{}}}]}}"#,
            application["amount"]
        ));
    }

    fn invoice_number(&mut self) -> String {
        self.invoices += 1;
        format!("2644{:02}{:014}", self.code[1..].parse::<u32>().unwrap(), self.invoices)
    }
}
