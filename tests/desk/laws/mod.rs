//! The money laws under random histories: the desk with its store and a plain model go the same way step by step,
//! and after every step the laws of RULES.md are asked of both. Where tests keep their stores on a server, a desk with a file
//! goes the same way, too, and answers the same.

mod amended;
mod history;
mod law;
mod model;
mod replayed;
mod said;

use std::fmt::Debug;
use std::sync::Arc;

use fapiao_desk::desk::clock::Moment;
use fapiao_desk::desk::commands::accounts::AddAccount;
use fapiao_desk::desk::commands::addresses::SaveAddress;
use fapiao_desk::desk::commands::corrections::{ApproveCorrection, RequestCorrection};
use fapiao_desk::desk::commands::invoice_info::SaveInvoiceInfo;
use fapiao_desk::desk::commands::issuers::AddIssuer;
use fapiao_desk::desk::commands::users::AddUser;
use fapiao_desk::desk::import::undo::UndoStop;
use fapiao_desk::desk::import::{ImportFile, Mapping};
use fapiao_desk::desk::lists::customers;
use fapiao_desk::desk::pages::application_answer;
use fapiao_desk::desk::pages::balance;
use fapiao_desk::desk::protocol::decode::{Envelope, Request};
use fapiao_desk::desk::protocol::table::Command;
use fapiao_desk::desk::{Desk, check};
use fapiao_desk::domain::account::AccountKind;
use fapiao_desk::domain::balance::{Balance, Source};
use fapiao_desk::domain::calendar::WorkCalendar;
use fapiao_desk::domain::import::ImportKind;
use fapiao_desk::domain::invoice_info::InvoiceType;
use fapiao_desk::domain::money::Fen;
use fapiao_desk::domain::refusal::Refusal;
use fapiao_desk::domain::role::Role;
use fapiao_desk::domain::rule_id::RuleId;
use fapiao_desk::store::engine::Db;
use fapiao_desk::store::laws;
use history::{ACCOUNTS, Act};
use model::{Model, NAME, TAX_ID};
use proptest::prelude::*;
use proptest::sample::Index;
use said::text;
use serde_json::Value;

use crate::common::place;

/// Who decides on corrections.
const REVIEWER: &str = "李强";

/// Enough that every kind of act follows every other, few enough that the file takes seconds.
const HISTORIES: u32 = 128;
/// A server takes longer; `HISTORIES=1000` has it go through as many as are wanted.
const HISTORIES_ON_A_SERVER: u32 = 8;
const LENGTH: usize = 70;

proptest! {
    #![proptest_config(ProptestConfig {
        cases: histories(),
        failure_persistence: None,
        ..ProptestConfig::default()
    })]

    #[test]
    fn the_laws_hold_after_every_step_of_any_history(history in history::history(LENGTH)) {
        Sides::new().live(&history);
    }

    #[test]
    fn the_laws_hold_where_what_was_invoiced_is_refunded_and_reversed(
        history in history::troubled_history(LENGTH),
    ) {
        Sides::new().live(&history);
    }
}

fn newest(db: &Db) -> i64 {
    db.one("SELECT max(id) FROM audit", []).unwrap()
}

fn histories() -> u32 {
    let usual = if place::is_server() { HISTORIES_ON_A_SERVER } else { HISTORIES };
    std::env::var("HISTORIES").ok().map_or(usual, |count| count.parse().expect("a number"))
}

/// A desk and the model of it, side by side.
struct Sides {
    desk: Desk,
    /// The same with the other engine.
    twin: Option<Desk>,
    /// The last entry of the log before anything was sent.
    begun: i64,
    reader: Db,
    calendar: Arc<WorkCalendar>,
    model: Model,
    _folder: tempfile::TempDir,
}

impl Sides {
    fn new() -> Self {
        let folder = place::folder();
        let desk = place::sandbox_in(folder.path());
        let mut sides = Self {
            begun: 0,
            twin: place::is_server().then(|| place::sandbox(&folder.path().join("twin.sqlite"))),
            reader: Db::open_reader(desk.path()).unwrap(),
            desk,
            calendar: Arc::new(WorkCalendar::bundled()),
            model: Model::new("2026-01-05T01:00:00Z".parse().unwrap()),
            _folder: folder,
        };
        sides.begun = newest(&sides.reader);
        for command in customers() {
            sides.send(command).unwrap();
        }
        sides
    }

    fn send(&mut self, command: Command) -> Result<Value, Refusal> {
        let at = Some(self.model.now);
        self.both(&Envelope { id: None, by: None, at, request: Request::Command(command) })
    }

    /// What is answered, by either engine.
    fn both(&mut self, envelope: &Envelope) -> Result<Value, Refusal> {
        self.of_both(|desk| desk.handle(envelope)?.to_json())
    }

    fn of_both<T: Debug + PartialEq>(&mut self, work: impl Fn(&mut Desk) -> T) -> T {
        let answer = work(&mut self.desk);
        if let Some(twin) = &mut self.twin {
            assert_eq!(work(twin), answer, "the engines agree");
        }
        answer
    }

    /// Every row is the same with either engine, but those that tell one store and its makers from all others.
    fn engines_agree(&self) {
        const OWN: &[&str] = &["audit", "table_digest", "setting", "app_user", "signing_key"];
        let Some(twin) = &self.twin else { return };
        let twin = Db::open_reader(twin.path()).unwrap();
        let sums = |db: &Db| -> Vec<_> {
            let shapes = db.shapes(OWN).unwrap();
            shapes.iter().map(|shape| (shape.table.clone(), db.sum(shape, None).unwrap())).collect()
        };
        assert_eq!(sums(&self.reader), sums(&twin));
        // In which order one statement changes many rows is an engine's own affair.
        let told = |changes: Option<String>| {
            let mut told: Value = serde_json::from_str(&changes.unwrap_or_default()).unwrap_or_default();
            if let Some(rows) = told["rows"].as_array_mut() {
                rows.sort_by_key(Value::to_string);
            }
            told
        };
        let log = |db: &Db| -> Vec<(String, String, Value)> {
            let sql = "SELECT op, request, changes FROM audit WHERE id > ?1 ORDER BY id";
            let entries: Vec<(String, String, Option<String>)> = db.all(sql, [self.begun]).unwrap();
            entries.into_iter().map(|(op, request, changes)| (op, request, told(changes))).collect()
        };
        assert_eq!(log(&self.reader), log(&twin), "what the log tells");
    }

    fn live(&mut self, history: &[Act]) {
        history.iter().for_each(|act| self.step(act));
        // Nothing that one account did is seen in another.
        (0..ACCOUNTS).for_each(|owner| self.agree_on_account(owner));
        assert_eq!(check::check_db(&self.reader, self.model.today()).unwrap().violations, []);
        self.engines_agree();
    }

    fn step(&mut self, act: &Act) {
        let before = self.model.offsets.clone();
        match act {
            Act::Correct { application } => self.correct(&before, *application),
            Act::Import { account, fens } => self.import(*account, fens),
            Act::Undo { batch } => self.undo(*batch),
            _ => {}
        }
        let Some((command, expected)) = self.model.say(act) else { return };
        let said = format!("{command:?}");
        assert_eq!(self.send(command).map(drop), expected.outcome, "{said}");
        law::offsets_are_given_back_newest_first(&before, &self.model, expected.ended, expected.shrinks);
        self.agree_on_account(expected.owner);
        self.agree_on_applications(expected.owner);
        assert_eq!(laws::broken(&self.reader), Ok(Vec::new()), "{said}");
    }

    /// Which corrections are allowed is a matter of other tests; what an allowed one does is a matter of this.
    fn correct(&mut self, before: &[model::Absorbed], index: Index) {
        let Some(application) = self.model.to_correct(index) else { return };
        let model::Applied { number, owner, .. } = self.model.applications[application].clone();
        if self.model.balance(owner).blocked.is_some() {
            return;
        }
        let request = RequestCorrection { application: text(&number), reason: text("抬头"), changes: None };
        match self.send(Command::RequestCorrection(request)) {
            Ok(_) => {}
            Err(Refusal::SelectionBelowOffset { correcting, .. }) => {
                assert_eq!(correcting.as_ref(), Some(&number), "it is to be reversed instead");
                assert!(!self.model.correct(application), "{number} has nothing left");
                return;
            }
            Err(_) => return,
        }
        let (red_number, reversals) = self.model.red_numbers(application);
        let mut decision = Envelope::from(Command::ApproveCorrection(ApproveCorrection {
            application: text(&number),
            reason: text("同意"),
            red_number: red_number.clone(),
            reversals: reversals.clone(),
        }));
        decision.by = Some(REVIEWER.into());
        assert!(self.model.correct(application), "what may be asked for may be approved at once: {number}");
        self.model.use_red_numbers(red_number.as_ref(), reversals.as_ref());
        let answer = self.both(&decision).unwrap();
        assert_eq!(answer["replacement"], self.model.applications.last().unwrap().number.as_str());
        law::offsets_are_given_back_newest_first(before, &self.model, Some(application), true);
        self.agree_on_account(owner);
        self.agree_on_applications(owner);
        assert_eq!(laws::broken(&self.reader), Ok(Vec::new()), "correction of {number}");
    }

    fn import(&mut self, owner: usize, fens: &[i64]) {
        let path = self._folder.path().join("bills.csv");
        std::fs::write(&path, self.model.import(owner, fens)).unwrap();
        let file = ImportFile {
            kind: ImportKind::Bills,
            path,
            issuer: format!("I{}", owner % 2),
            sheet: None,
            mapping: Mapping::default(),
            strict: true,
            visible_only: false,
            vocabulary: Default::default(),
            tax_ids_seen: Default::default(),
        };
        let now = self.model.now;
        let report = self.of_both(|desk| {
            desk.set_clock(now).unwrap();
            desk.import(None, &file, &mut |_| true).unwrap()
        });
        assert_eq!((report.batch.unwrap().0, report.refused), (self.model.batches.len() as i64, Vec::new()));
        self.agree_on_account(owner);
        assert_eq!(laws::broken(&self.reader), Ok(Vec::new()), "import");
    }

    fn undo(&mut self, batch: Index) {
        if self.model.batches.is_empty() {
            return;
        }
        let batch = batch.index(self.model.batches.len());
        let now = self.model.now;
        let done = self.of_both(|desk| {
            desk.set_clock(now).unwrap();
            desk.undo_import(None, &(batch + 1).to_string())
        });
        match done {
            Ok(_) => {
                assert!(!self.model.undone.contains(&batch) && self.model.undo(batch), "undone: {batch}");
                self.model.undone.insert(batch);
            }
            Err(UndoStop::Refused(refusal)) => {
                assert!(self.model.undone.contains(&batch), "{refusal:?}");
            }
            Err(UndoStop::InTheWay(found)) => {
                assert!(!self.model.undo(batch), "nothing is in the way of {batch}: {found:?}");
            }
        }
        (0..ACCOUNTS).for_each(|owner| {
            self.agree_on_account(owner);
            self.agree_on_applications(owner);
        });
        assert_eq!(laws::broken(&self.reader), Ok(Vec::new()), "undo of {batch}");
    }

    fn moment(&self) -> Moment {
        Moment::at(self.model.now, Arc::clone(&self.calendar))
    }

    fn agree_on_account(&self, owner: usize) {
        let code = &self.model.owners[owner].account.code;
        let answer = balance::of_account(&self.reader, &self.moment(), code).unwrap();
        law::every_fen_is_explained(&self.model, owner, &answer);
        law::the_answer_adds_up(&answer);

        let ledger = self.model.ledger(owner);
        let Balance { invoiceable, remaining, non_invoiceable, in_arrears, blocked, bills, sources } =
            self.model.balance(owner);
        assert_eq!(
            (answer.invoiceable, answer.remaining, answer.non_invoiceable, answer.in_arrears, answer.blocked),
            (invoiceable, remaining, non_invoiceable, in_arrears, blocked)
        );
        let answered =
            answer.bills.iter().map(|b| (b.bill_no.as_str(), b.refunded, b.used, b.remaining, b.rule));
        let expected = ledger.bills.iter().zip(&bills);
        assert!(answered.eq(expected.map(|(bill, line)| {
            (bill.bill_no.as_str(), bill.refunded, bill.used, line.remaining, line.refused_by)
        })));
        let view = customers::view(&self.reader, &self.moment(), code).unwrap();
        let among = |rule| move |bill: &&balance::BillView| bill.rule == rule;
        assert_eq!(view.eligible, answer.bills.iter().filter(among(None)).count() as u64);
        assert_eq!(view.opening, ledger.bills.iter().map(|bill| bill.opening).sum());
        let barred = |rule| {
            let amount =
                |b: &balance::BillView| if rule == RuleId::BillNotPaid { b.amount } else { b.remaining };
            answer
                .bills
                .iter()
                .filter(among(Some(rule)))
                .map(amount)
                .filter(|fen| fen.is_positive())
                .sum::<Fen>()
        };
        for rule in [RuleId::BillNotPaid, RuleId::BillAgeLimit] {
            let said = view.barred.iter().find(|barred| barred.rule == rule).map(|barred| barred.amount);
            assert_eq!(said.unwrap_or_default(), barred(rule), "{rule:?}");
        }

        let name = |source| match source {
            Source::Entry(id) => format!("N{}", id.0),
            Source::Bill(id) => ledger.bills.iter().find(|b| b.id == id).unwrap().bill_no.clone(),
        };
        let answered = answer.sources.iter().map(|s| (s.source.clone(), s.amount, s.offset));
        assert!(answered.eq(sources.iter().map(|s| (name(s.source), s.amount, s.offset))));
    }

    fn agree_on_applications(&self, owner: usize) {
        let moment = self.moment();
        for (i, applied) in self.model.applications.iter().enumerate().filter(|(_, a)| a.owner == owner) {
            let answer = application_answer::view(&self.reader, &moment, &applied.number).unwrap();
            assert_eq!(
                (answer.state, answer.amount.0, answer.uncovered.0),
                (applied.state, applied.fen, applied.uncovered)
            );
            let taken = answer.bills.iter().map(|b| (&b.bill_no, b.invoiced.0, b.absorbed.0, b.given_back.0));
            let expected = applied.lines.iter().map(|(bill, invoiced)| {
                let of = |o: &&model::Absorbed| o.application == i && o.bill == *bill;
                let absorbed: i64 = self.model.offsets.iter().filter(of).map(|o| o.fen).sum();
                let standing: i64 = self.model.offsets.iter().filter(of).map(|o| o.standing).sum();
                (&self.model.bills[*bill].bill_no, *invoiced, absorbed, absorbed - standing)
            });
            assert!(taken.eq(expected), "{}", applied.number);
        }
    }
}

/// An issuer under each policy, and customers who have what an application needs.
fn customers() -> Vec<Command> {
    let mut commands: Vec<Command> = [("I0", "tencent-cloud"), ("I1", "qweather")]
        .map(|(code, policy)| {
            Command::AddIssuer(AddIssuer {
                code: text(code),
                name: text(NAME),
                policy: text(policy),
                tax_id: None,
                address: None,
                phone: None,
                bank: None,
                bank_account: None,
                max_invoice_amount: None,
                taxpayer: None,
                full_rate_reason: None,
            })
        })
        .into();
    commands.push(Command::AddUser(AddUser { name: text(REVIEWER), roles: vec![Role::Reviewer] }));
    for i in 0..ACCOUNTS {
        let account = format!("C{i}");
        commands.push(Command::AddAccount(AddAccount {
            account: text(&account),
            issuer: text(&format!("I{}", i % 2)),
            name: text(NAME),
            kind: AccountKind::Enterprise,
            region: None,
            verified_name: None,
            verified_tax_id: None,
        }));
        commands.push(Command::SaveInvoiceInfo(SaveInvoiceInfo {
            account: text(&account),
            r#type: InvoiceType::EnterpriseGeneral,
            name: Some(NAME.into()),
            tax_id: Some(TAX_ID.into()),
            address: None,
            phone: None,
            bank: None,
            bank_account: None,
            tax_id_seen: None,
            version: None,
        }));
        commands.push(Command::SaveAddress(SaveAddress {
            account: text(&account),
            address: None,
            recipient: "孙敏".into(),
            phone: "17199338205".into(),
            region: "浙江省杭州市".into(),
            street: "文一西路969号".into(),
            postcode: None,
            default: None,
            version: None,
        }));
    }
    commands
}
