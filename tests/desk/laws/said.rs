//! What each act says to the desk, and what the model expects of it.

use chrono::{NaiveDate, TimeDelta};
use proptest::sample::Index;

use fapiao_desk::desk::commands::accounts::SetAccountStatus;
use fapiao_desk::desk::commands::application_steps::{
    DeliverApplication, IssueApplication, IssuedInvoice, OfApplication, RejectApplication,
};
use fapiao_desk::desk::commands::bills::{AddBill, AddNonInvoiceable, AddRefund, AddTopUp, PayBill};
use fapiao_desk::desk::commands::reverse_application::{RedInvoice, ReverseApplication};
use fapiao_desk::desk::commands::submit_application::SubmitApplication;
use fapiao_desk::desk::commands::undo_step::UndoStep;
use fapiao_desk::desk::protocol::table::Command;
use fapiao_desk::domain::account::AccountStatus;
use fapiao_desk::domain::application::{ApplicationState as State, ReversalReason, Step};
use fapiao_desk::domain::balance::{Ask, LedgerReason, Source};
use fapiao_desk::domain::bill::BillKind;
use fapiao_desk::domain::invoice_info::InvoiceType;
use fapiao_desk::domain::money::{Fen, MoneyError};
use fapiao_desk::domain::policy::{AmountBasis, CancelUntil, Delivery};
use fapiao_desk::domain::reading::Day;
use fapiao_desk::domain::refusal::{FieldError, Noun, Refusal, Transition};
use fapiao_desk::domain::text::{Line, TextError};

use super::history::{ACCOUNTS, Act, Fault, Share, Want};
use super::law;
use super::model::{Absorbed, Applied, Charge, EMAIL, Entry, Model, bill_id};

/// What became of an act, as far as the laws ask.
pub struct Expected {
    pub outcome: Result<(), Refusal>,
    /// Whose balance it is about.
    pub owner: usize,
    /// The application that it ended.
    pub ended: Option<usize>,
    /// Whether a source of offsets may have shrunk.
    pub shrinks: bool,
}

impl Expected {
    fn of(owner: usize, outcome: Result<(), Refusal>) -> Option<Self> {
        Some(Self { outcome, owner, ended: None, shrinks: false })
    }
}

/// The index that a pick means among so many; none where there is nothing.
fn pick(index: Index, among: usize) -> Option<usize> {
    (among > 0).then(|| index.index(among))
}

impl Model {
    /// The command of an act, and what is to come of it, which the model takes on. Nothing where the act is only that
    /// time passes, or where there is nothing yet that it could be about.
    pub fn say(&mut self, act: &Act) -> Option<(Command, Expected)> {
        match act {
            // That is asked for by one and decided by another.
            Act::Correct { .. } | Act::Import { .. } | Act::Undo { .. } => None,
            Act::Wait { hours } => {
                self.now += TimeDelta::hours(*hours);
                None
            }
            Act::Bill { account, fen, age, due_in, paid_ago, opening } => {
                let bill = Charge {
                    owner: *account,
                    // Numbers that are not in the order of entry.
                    bill_no: format!("B{:03}", self.bills.len() * 37 % 1000),
                    fen: *fen,
                    billed_on: self.day(*age),
                    due_on: self.day(-due_in),
                    paid_on: paid_ago.map(|ago| self.day(ago)),
                    opening: fen * opening / 1000 + i64::from(*opening > 1000),
                    refunds: Vec::new(),
                    refunded_on: Vec::new(),
                    is_removed: false,
                    is_changed: false,
                };
                let command = self.add_bill(&bill);
                let outcome = opening_fits(&bill.bill_no, bill.fen, bill.opening);
                if outcome.is_ok() {
                    self.bills.push(bill);
                }
                Some((command, Expected::of(*account, outcome)?))
            }
            Act::SameBillAgain { bill } => {
                let bill = &self.bills[self.present(*bill)?];
                let key = bill.bill_no.clone();
                let conflict = Refusal::Conflict { what: Noun::Bill, key, fields: Vec::new() };
                Some((self.add_bill(bill), Expected::of(bill.owner, Err(conflict))?))
            }
            Act::Pay { bill, paid_ago } => self.pay(self.present(*bill)?, *paid_ago),
            Act::RefundHeld { bill, share } => {
                let left = |i: usize| self.bills[i].fen - self.bills[i].refunds.iter().sum::<i64>();
                let is_held = |&i: &usize| !self.bills[i].is_removed && self.used(i) > 0 && left(i) > 0;
                let held: Vec<usize> = (0..self.bills.len()).filter(is_held).collect();
                let bill = held[pick(*bill, held.len())?];
                let fen = share.of(left(bill));
                Some(self.refund(bill, fen))
            }
            Act::Refund { bill, share } => {
                let bill = self.present(*bill)?;
                Some(self.refund(bill, share.of(self.bills[bill].fen)))
            }
            Act::CorrectBill { bill, share } => {
                let bill = self.present(*bill)?;
                Some(self.correct_bill(bill, share.of(self.bills[bill].fen).max(0)))
            }
            Act::RemoveBill { bill } => {
                let bill = self.present(*bill)?;
                Some(self.remove_bill(bill))
            }
            Act::RemoveRefund { bill } => {
                let refunded = (0..self.bills.len()).filter(|&i| !self.bills[i].refunds.is_empty());
                let refunded: Vec<usize> = refunded.collect();
                Some(self.remove_refund(refunded[pick(*bill, refunded.len())?]))
            }
            Act::TopUp { account, fen } => {
                let (account, amount) = (*account, Fen(*fen));
                let said = AddTopUp { account: text(&self.code(account)), amount, on: day(self.today()) };
                Some((Command::AddTopUp(said), Expected::of(account, positive(*fen))?))
            }
            Act::Entry { account, fen } => {
                let outcome = positive(*fen);
                if outcome.is_ok() {
                    self.entries.push(Entry { owner: *account, fen: *fen });
                }
                let said = AddNonInvoiceable {
                    account: text(&self.code(*account)),
                    amount: Fen(*fen),
                    reason: LedgerReason::LegacyPrepaidInvoice,
                    note: None,
                };
                Some((Command::AddNonInvoiceable(said), Expected::of(*account, outcome)?))
            }
            Act::Freeze { account, frozen } => {
                let status = if *frozen { AccountStatus::Frozen } else { AccountStatus::Active };
                self.owners[*account].account.status = status;
                let said = SetAccountStatus { account: text(&self.code(*account)), status, reason: None };
                Some((Command::SetAccountStatus(said), Expected::of(*account, Ok(()))?))
            }
            Act::Apply { account, want } => {
                let account = &self.with_something_open(*account, want);
                let ask = self.ask(*account, want)?;
                let balance = self.balance(*account);
                let outcome = self.plan(*account, &ask).map(|plan| {
                    law::the_oldest_bills_are_taken_and_offsets_come_first(&balance, &ask, &plan);
                    self.apply(*account, &plan);
                });
                Some((self.submit(*account, ask), Expected::of(*account, outcome)?))
            }
            Act::Step { application, step, fault } => {
                let application = pick(*application, self.applications.len())?;
                Some(self.step(application, *step, *fault))
            }
            Act::Onward { application } => {
                let application = pick(*application, self.applications.len())?;
                let step = match self.applications[application].state {
                    State::Submitted => Step::Accept,
                    State::Issuing => Step::Issue,
                    State::Issued => Step::Deliver,
                    _ => Step::Receive,
                };
                Some(self.step(application, step, None))
            }
            Act::Back { application } => {
                let application = pick(*application, self.applications.len())?;
                Some(self.back(application))
            }
            Act::End { application } => {
                let is_live = |&i: &usize| self.applications[i].is_live();
                let live: Vec<usize> = (0..self.applications.len()).filter(is_live).collect();
                Some(self.end_somehow(live[pick(*application, live.len())?]))
            }
            Act::EndSource { offset } => {
                let holders: Vec<usize> = self.offsets.iter().filter_map(|o| self.holder(o)).collect();
                Some(self.end_somehow(holders[pick(*offset, holders.len())?]))
            }
        }
    }

    pub(super) fn code(&self, owner: usize) -> String {
        self.owners[owner].account.code.clone()
    }

    fn add_bill(&self, bill: &Charge) -> Command {
        Command::AddBill(AddBill {
            account: text(&self.code(bill.owner)),
            bill_no: text(&bill.bill_no),
            kind: BillKind::Other,
            amount: Fen(bill.fen),
            billed_on: day(bill.billed_on),
            due_on: day(bill.due_on),
            paid_on: bill.paid_on.map(day),
            item: None,
            opening: Some(Fen(bill.opening)),
        })
    }

    fn pay(&mut self, bill: usize, paid_ago: i64) -> Option<(Command, Expected)> {
        let paid_on = self.day(paid_ago);
        let bill = &mut self.bills[bill];
        let bill_no = bill.bill_no.clone();
        let outcome = if *bill.paid_on.get_or_insert(paid_on) == paid_on {
            Ok(())
        } else {
            Err(Refusal::Conflict { what: Noun::Bill, key: bill_no.clone(), fields: vec!["paid_on".into()] })
        };
        let owner = bill.owner;
        let said = PayBill { bill_no: text(&bill_no), paid_on: day(paid_on) };
        Some((Command::PayBill(said), Expected::of(owner, outcome)?))
    }

    fn refund(&mut self, bill: usize, fen: i64) -> (Command, Expected) {
        let Charge { bill_no, owner, .. } = self.bills[bill].clone();
        let said =
            AddRefund { bill_no: text(&bill_no), amount: Fen(fen), on: day(self.today()), reason: None };
        let outcome = self.take_refund(bill, fen);
        (Command::AddRefund(said), Expected { outcome, owner, ended: None, shrinks: false })
    }

    fn take_refund(&mut self, bill: usize, fen: i64) -> Result<(), Refusal> {
        positive(fen)?;
        let today = self.today();
        let charge = &mut self.bills[bill];
        let refunded: i64 = charge.refunds.iter().sum();
        if charge.paid_on.is_none_or(|on| on > today) {
            return Err(Refusal::BillNotPaid { bill_no: charge.bill_no.clone() });
        }
        if refunded + fen > charge.fen {
            return Err(Refusal::RefundExceedsBill {
                bill_no: charge.bill_no.clone(),
                amount: Fen(charge.fen),
                refunded: Fen(refunded),
            });
        }
        charge.refunds.push(fen);
        charge.refunded_on.push(today);
        let owner = charge.owner;
        self.cover(owner);
        Ok(())
    }

    /// A bill that was not removed.
    fn present(&self, index: Index) -> Option<usize> {
        let present: Vec<usize> = (0..self.bills.len()).filter(|&i| !self.bills[i].is_removed).collect();
        Some(present[pick(index, present.len())?])
    }

    /// An issued application, to be corrected.
    pub fn to_correct(&self, index: Index) -> Option<usize> {
        let is_issued = |&i: &usize| self.is_issued(i);
        let issued: Vec<usize> = (0..self.applications.len()).filter(is_issued).collect();
        Some(issued[pick(index, issued.len())?])
    }

    fn is_issued(&self, application: usize) -> bool {
        matches!(self.applications[application].state, State::Issued | State::Delivered | State::Received)
    }

    /// What a correction comes to: the application is reversed, and another takes of its bills what is left of them,
    /// up to its amount. Nothing where nothing is left.
    pub fn correct(&mut self, application: usize) -> bool {
        let before = self.clone();
        let Applied { owner, fen, lines, .. } = self.applications[application].clone();
        self.end(application, State::Reversed);
        let bills = lines.iter().map(|line| bill_id(line.0)).collect();
        let plan = self.ledger(owner).replan(&bills, Fen(fen), self.today());
        if plan.amount.is_positive() {
            self.apply(owner, &plan);
            return true;
        }
        *self = before;
        false
    }

    /// New red-letter invoices for those of an application, as a reversal names them.
    pub fn red_numbers(&self, application: usize) -> (Option<Line>, Option<Vec<RedInvoice>>) {
        let invoices = &self.applications[application].invoices;
        let new = |i: usize| format!("{:020}", self.numbers.len() + i);
        if invoices.len() < 2 {
            return (Some(text(&new(0))), None);
        }
        let red =
            |(i, number): (usize, &String)| RedInvoice { number: text(number), red_number: text(&new(i)) };
        (None, Some(invoices.iter().enumerate().map(red).collect()))
    }

    pub fn use_red_numbers(&mut self, one: Option<&Line>, several: Option<&Vec<RedInvoice>>) {
        self.numbers.extend(one.map(String::from));
        self.numbers.extend(several.into_iter().flatten().map(|red| String::from(&red.red_number)));
    }

    /// A live application that holds the bill of whose deficit an offset still stands.
    fn holder(&self, offset: &Absorbed) -> Option<usize> {
        let Source::Bill(source) = offset.source else { return None };
        let holds = |a: &Applied| a.is_live() && a.lines.iter().any(|line| bill_id(line.0) == source);
        (offset.standing > 0).then(|| self.applications.iter().position(holds)).flatten()
    }

    /// Its last step is taken back, which moves no money.
    fn back(&mut self, application: usize) -> (Command, Expected) {
        let Applied { number, owner, state, .. } = self.applications[application].clone();
        let said = UndoStep { application: text(&number), step: None, note: None };
        let before = match state {
            State::Issuing => Ok(State::Submitted),
            State::Delivered => Ok(State::Issued),
            State::Received => Ok(State::Delivered),
            state => Err(Refusal::TransitionNotAllowed(Transition::Undo {
                application: number,
                state,
                is_mailed: false,
            })),
        };
        let outcome = before.map(|before| self.applications[application].state = before);
        (Command::UndoStep(said), Expected { outcome, owner, ended: None, shrinks: false })
    }

    fn end_somehow(&mut self, application: usize) -> (Command, Expected) {
        let step = match self.applications[application].state {
            State::Submitted | State::Issuing => Step::Reject,
            _ => Step::Reverse,
        };
        self.step(application, step, None)
    }

    fn with_something_open(&self, owner: usize, want: &Want) -> usize {
        let is_open = |&owner: &usize| self.balance(owner).invoiceable.is_positive();
        match want {
            Want::Offered { .. } | Want::All => {
                (owner..ACCOUNTS).chain(0..owner).find(is_open).unwrap_or(owner)
            }
            _ => owner,
        }
    }

    fn ask(&self, owner: usize, want: &Want) -> Option<Ask> {
        let own = self.bills.iter().filter(|b| b.owner == owner && !b.is_removed);
        let own: Vec<_> = own.map(|b| b.bill_no.clone()).collect();
        let chosen = |picks: &[Index], among: &[String]| {
            let mut numbers: Vec<String> =
                picks.iter().filter_map(|i| Some(among[pick(*i, among.len())?].clone())).collect();
            numbers.sort_unstable();
            numbers.dedup();
            Ask::Bills(numbers)
        };
        let balance = self.balance(owner);
        let amount = |share: Share| Ask::Amount(Fen(share.of(balance.invoiceable.0)));
        Some(match want {
            Want::All => Ask::All,
            Want::Amount { share } => amount(*share),
            Want::Bills { picks } => chosen(picks, &own),
            Want::Foreign { bill } => Ask::Bills(vec![self.bills[self.present(*bill)?].bill_no.clone()]),
            Want::Offered { share, .. }
                if self.owners[owner].policy.amount_basis == AmountBasis::FreeAmount =>
            {
                amount(*share)
            }
            Want::Offered { picks, .. } => {
                let ledger = self.ledger(owner);
                let open = ledger.bills.iter().zip(&balance.bills).filter(|(_, l)| l.refused_by.is_none());
                chosen(picks, &open.map(|(b, _)| b.bill_no.clone()).collect::<Vec<_>>())
            }
        })
    }

    fn submit(&self, owner: usize, ask: Ask) -> Command {
        let (mut bills, mut amount, mut all) = (None, None, None);
        match ask {
            Ask::Bills(chosen) => bills = Some(chosen.iter().map(|bill_no| text(bill_no)).collect()),
            Ask::Amount(fen) => amount = Some(fen),
            Ask::All => all = Some(true),
        }
        Command::SubmitApplication(SubmitApplication {
            account: text(&self.code(owner)),
            r#type: InvoiceType::EnterpriseGeneral,
            bills,
            amount,
            all,
            address: None,
            email: Some(EMAIL.into()),
            contact: None,
            remark: None,
        })
    }

    fn step(&mut self, application: usize, step: Step, fault: Option<Fault>) -> (Command, Expected) {
        let number = self.applications[application].number.clone();
        let of = OfApplication { application: text(&number) };
        let new_number = match fault {
            Some(Fault::UsedNumber) => self.numbers.iter().min().cloned(),
            _ => None,
        };
        let new_number = new_number.unwrap_or_else(|| format!("{:020}", self.numbers.len()));
        let command = match step {
            Step::Accept => Command::AcceptApplication(of),
            Step::Cancel => Command::CancelApplication(of),
            Step::Reject => Command::RejectApplication(RejectApplication {
                application: text(&number),
                reason: text("重复"),
            }),
            Step::Issue => Command::IssueApplication(self.issue(application, &new_number, fault)),
            Step::Deliver => {
                let by_post =
                    self.owners[self.applications[application].owner].policy.delivery == Delivery::Post;
                Command::DeliverApplication(DeliverApplication {
                    application: text(&number),
                    carrier: by_post.then(|| text("EMS")),
                    tracking_no: by_post.then(|| text("1234567890")),
                    email: None,
                })
            }
            Step::Receive => Command::ReceiveApplication(of),
            Step::Reverse => {
                let (mut red_number, mut reversals) = self.red_numbers(application);
                if matches!(fault, Some(Fault::UsedNumber)) {
                    red_number = red_number.map(|_| text(&new_number));
                    reversals.iter_mut().flatten().for_each(|red| red.red_number = text(&new_number));
                }
                let reason = ReversalReason::ServiceEnded;
                Command::ReverseApplication(ReverseApplication {
                    application: text(&number),
                    reason,
                    red_number,
                    reversals,
                })
            }
        };
        let outcome = self.may_step(application, step).and_then(|next| {
            self.takes_invoices(application, &command)?;
            Ok(next)
        });
        let owner = self.applications[application].owner;
        let ended = match &outcome {
            Ok(next @ (State::Cancelled | State::Rejected | State::Reversed)) => {
                self.end(application, *next);
                Some(application)
            }
            Ok(next) => {
                self.applications[application].state = *next;
                None
            }
            Err(_) => None,
        };
        let shrinks = ended.is_some();
        (command, Expected { outcome: outcome.map(drop), owner, ended, shrinks })
    }

    /// Two invoices where the amount can be parted.
    fn issue(&self, application: usize, number: &str, fault: Option<Fault>) -> IssueApplication {
        let Applied { fen, number: of, .. } = &self.applications[application];
        let invoice = |number: &str, fen: i64| IssuedInvoice {
            number: text(number),
            issued_on: day(self.today()),
            gross: Fen(fen),
        };
        let first = (fen / 3).max(1);
        let more = i64::from(matches!(fault, Some(Fault::OneFenMore)));
        let mut invoices = vec![invoice(number, first + more)];
        if *fen > first {
            invoices.push(invoice(&format!("{:020}", self.numbers.len() + 1), fen - first));
        }
        let is_uncovered = self.applications[application].uncovered > 0;
        IssueApplication {
            application: text(of),
            invoices,
            confirm_uncovered: is_uncovered.then_some(true),
            note: is_uncovered.then(|| text("客户要求")),
        }
    }

    /// The table of RULES.md section 8.
    fn may_step(&self, application: usize, step: Step) -> Result<State, Refusal> {
        let Applied { number, state, owner, submitted_on, .. } = &self.applications[application];
        let application = number.clone();
        let is_issued = matches!(state, State::Issued | State::Delivered | State::Received);
        let next = match (state, step) {
            (State::Submitted, Step::Accept) => State::Issuing,
            (State::Submitted | State::Issuing, Step::Cancel) => State::Cancelled,
            (State::Submitted | State::Issuing, Step::Reject) => State::Rejected,
            (State::Issuing, Step::Issue) => State::Issued,
            (State::Issued, Step::Deliver) => State::Delivered,
            (State::Delivered, Step::Receive) => State::Received,
            (_, Step::Reverse) if is_issued => State::Reversed,
            (_, Step::Cancel) if is_issued => {
                return Err(Refusal::AlreadyIssued { application, is_partly: false });
            }
            _ => {
                return Err(Refusal::TransitionNotAllowed(Transition::Application {
                    application,
                    state: *state,
                    step,
                }));
            }
        };
        let cancel_until = self.owners[*owner].policy.cancel_until;
        let day_is_over = cancel_until == CancelUntil::EndOfSubmissionDay && self.today() > *submitted_on;
        if step == Step::Cancel && day_is_over {
            return Err(Refusal::CancelWindowClosed { application, last_day: *submitted_on });
        }
        Ok(next)
    }

    /// Whether the numbers and sums of invoices will do; they are used from then on.
    fn takes_invoices(&mut self, application: usize, command: &Command) -> Result<(), Refusal> {
        let numbers: Vec<String> = match command {
            Command::IssueApplication(issue) => {
                let earliest = self.applications[application].submitted_on;
                if self.today() < earliest {
                    return Err(Refusal::bad_field(
                        "invoices[0].issued_on",
                        FieldError::TooEarly { earliest },
                    ));
                }
                let sum: i64 = issue.invoices.iter().map(|i| i.gross.0).sum();
                let expected = Fen(self.applications[application].fen);
                if sum != expected.0 {
                    let fault = FieldError::WrongSum { sum: Fen(sum), expected };
                    return Err(Refusal::bad_field("invoices", fault));
                }
                issue.invoices.iter().map(|i| String::from(&i.number)).collect()
            }
            Command::ReverseApplication(reverse) => {
                let several = reverse.reversals.iter().flatten().map(|red| &red.red_number);
                reverse.red_number.iter().chain(several).map(String::from).collect()
            }
            _ => Vec::new(),
        };
        let mut seen = std::collections::HashSet::new();
        let mut is_used =
            |number: &&String| self.numbers.contains(*number) || !seen.insert((*number).clone());
        if let Some(number) = numbers.iter().find(&mut is_used) {
            return Err(Refusal::DuplicateInvoiceNumber { number: number.clone() });
        }
        if matches!(command, Command::IssueApplication(_)) {
            self.applications[application].invoices.clone_from(&numbers);
        }
        self.numbers.extend(numbers);
        Ok(())
    }
}

/// A text of a command.
pub(super) fn text<T: for<'a> TryFrom<&'a str, Error = TextError>>(text: &str) -> T {
    T::try_from(text).unwrap()
}

/// A day of a command.
pub(super) fn day(date: NaiveDate) -> Day {
    Day::of(date).unwrap()
}

fn positive(fen: i64) -> Result<(), Refusal> {
    match fen {
        1.. => Ok(()),
        0 => Err(Refusal::not_positive(Fen(0))),
        _ => Err(Refusal::bad_field("amount", FieldError::Amount(MoneyError::Sign))),
    }
}

pub(super) fn opening_fits(bill_no: &str, fen: i64, opening: i64) -> Result<(), Refusal> {
    if opening <= fen {
        return Ok(());
    }
    Err(Refusal::OpeningExceedsBill { bill_no: bill_no.to_owned(), amount: Fen(fen), opening: Fen(opening) })
}
