//! Applications, and what becomes of them.

use chrono::{Datelike, NaiveDate, TimeDelta};
use serde_json::{Value, json};

use super::cast::{Customer, Ending, Part, Qualified, Staging};
use super::play::{Act, Applied, Hour, Play};
use super::vocabulary::Staff;
use crate::desk::commands::corrections::Corrected;
use crate::desk::pages::balance::BalanceView;
use crate::desk::protocol::table::Answer;
use crate::domain::account::AccountKind;
use crate::domain::calendar::plus_months;
use crate::domain::invoice_info::InvoiceType;
use crate::domain::money::Fen;
use crate::domain::refusal::Refusal;
use crate::domain::rule_id::RuleId;
use crate::store::application::{self, StoredApplication};
use crate::store::invoice::{self, StoredInvoice};

/// The issuers' limit for one invoice.
const LARGEST_INVOICE: Fen = Fen(10_000_000);

impl Play<'_> {
    /// Puts every application that a customer will make on the agenda.
    pub(super) fn plan_applications(&mut self, place: usize) {
        let part = self.customers[place].part;
        if let Some(last_day) = self.applies_until(part) {
            let every = self.chance.pick(&[1, 1, 2, 3, 6]);
            let day_of_month = self.chance.between(11, 23);
            let mut month = self.chance.pick(&[1, 2]);
            loop {
                let day = plus_months(self.begins_on, month) + TimeDelta::days(day_of_month);
                if day > last_day {
                    break;
                }
                let ending = self.ordinary_ending();
                self.plan_application(place, self.working_day(day, 0), ending, false);
                month += every;
            }
        }
        match part {
            Part::Staged(Staging { working_days_ago, ending }) => {
                self.plan_application(place, self.working_days_ago(working_days_ago), ending, true);
            }
            Part::Arrears => {
                self.plan_application(place, self.working_days_ago(30), Ending::Uncovered, true);
            }
            _ => {}
        }
    }

    /// Until when a customer applies by habit; none: never.
    fn applies_until(&self, part: Part) -> Option<NaiveDate> {
        let days_ago = match part {
            Part::Ordinary | Part::Legacy | Part::Frozen => 0,
            Part::Staged(_) | Part::Overdue => 75,
            Part::OverdueLong => 110,
            Part::Arrears => 200,
            _ => return None,
        };
        Some(self.today - TimeDelta::days(days_ago))
    }

    fn plan_application(&mut self, customer: usize, day: NaiveDate, ending: Ending, takes_all: bool) {
        // What is submitted today was asked for at night, by the customer alone.
        let hour = if day == self.today { Hour::Night } else { Hour::Office };
        self.plan(day, hour, move |play| play.apply(customer, ending, takes_all));
    }

    fn ordinary_ending(&mut self) -> Ending {
        match self.chance.between(1, 100) {
            1..=4 => Ending::Rejected,
            5..=8 => Ending::Cancelled,
            9..=11 => Ending::Reversed,
            _ => Ending::Received,
        }
    }

    /// Applies, if there is something to apply for, and plans what becomes of it.
    fn apply(&mut self, place: usize, ending: Ending, takes_all: bool) -> Result<(), Refusal> {
        let balance = self.balance(place)?;
        if !balance.invoiceable.is_positive() {
            return Ok(());
        }
        let is_by_itself = self.day() == self.today || self.chance.percent(30);
        let by = if is_by_itself { Staff::System } else { Staff::Clerk };
        let line = self.wish(place, &balance, takes_all);
        let Some(Answer::SubmitApplication(submitted)) = self.ask(by, line)? else { return Ok(()) };
        let Some(oldest) = submitted.bills.iter().find(|bill| bill.invoiced.is_positive()) else {
            return Ok(());
        };
        let applied = Applied {
            customer: place,
            application: submitted.application,
            amount: submitted.amount,
            bill_no: oldest.bill_no.clone(),
            invoiced: oldest.invoiced,
        };
        self.follow(&applied, ending);
        Ok(())
    }

    /// Plans what becomes of an application from now on.
    pub(super) fn follow(&mut self, applied: &Applied, ending: Ending) {
        for (act, working_days) in self.course(applied.customer, ending) {
            let day = match act {
                Act::Cancel => self.day(),
                _ => self.working_day(self.day(), working_days.max(1)),
            };
            let applied = applied.clone();
            self.plan(day, Hour::Office, move |play| play.step(&applied, act));
        }
    }

    /// The line with which a customer applies.
    fn wish(&mut self, place: usize, balance: &BalanceView, takes_all: bool) -> Value {
        let customer = self.customers[place].clone();
        let mut line = json!({"op": "submit_application", "account": customer.account,
            "type": invoice_type(&customer), "contact": customer.profile.contact});
        if self.chance.percent(25) {
            line["remark"] = self.remark().into();
        }
        if customer.is_mailed() {
            line["email"] = customer.profile.email.clone().into();
            line["bills"] = self.chosen(balance, takes_all).into();
        } else if takes_all || self.chance.percent(60) {
            line["all"] = true.into();
        } else {
            let part = Fen(balance.invoiceable.0 * self.chance.between(30, 90) / 100);
            let whole_hundreds = Fen(part.0 / 10_000 * 10_000);
            let amount = if whole_hundreds.is_positive() { whole_hundreds } else { balance.invoiceable };
            line["amount"] = json!(amount);
        }
        line
    }

    /// The oldest bills, as many as it pleases, at least as many as leave something to invoice.
    fn chosen(&mut self, balance: &BalanceView, takes_all: bool) -> Vec<String> {
        let eligible: Vec<_> =
            balance.bills.iter().filter(|bill| bill.eligible && bill.remaining.is_positive()).collect();
        let least = if takes_all { eligible.len() } else { self.chance.between(1, 6) as usize };
        let mut sum = Fen::ZERO;
        let mut chosen = Vec::new();
        for bill in eligible {
            if chosen.len() >= least && sum > balance.non_invoiceable {
                break;
            }
            sum += bill.remaining;
            chosen.push(bill.bill_no.clone());
        }
        chosen
    }

    /// What is done with an application, and how many working days after it was submitted.
    fn course(&mut self, place: usize, ending: Ending) -> Vec<(Act, u32)> {
        let is_late = matches!(ending, Ending::Received) && self.chance.percent(3);
        let issue = match (is_late, self.customers[place].is_mailed()) {
            (true, _) => 12,
            (false, true) => 3,
            (false, false) => 2,
        };
        let whole = [
            (Act::Accept, 1),
            (Act::Issue, issue),
            (Act::Deliver, issue + 1),
            (Act::Receive, issue + 3),
            (Act::Reverse, issue + 8),
        ];
        match ending {
            Ending::Submitted => Vec::new(),
            Ending::Cancelled => vec![(Act::Cancel, 0)],
            Ending::Rejected => vec![(Act::Reject, 1)],
            Ending::Issuing => whole[..1].to_vec(),
            Ending::Issued => whole[..2].to_vec(),
            Ending::Delivered => whole[..3].to_vec(),
            Ending::Received => whole[..4].to_vec(),
            Ending::Reversed => whole.to_vec(),
            Ending::Uncovered => [&whole[..3], &[(Act::Refund, issue + 3)]].concat(),
            Ending::CorrectionAsked => [&whole[..3], &[(Act::AskCorrection, issue + 3)]].concat(),
            Ending::Ticketed => [&whole[..4], &[(Act::OpenTicket, issue + 4)]].concat(),
            Ending::TicketClosed => {
                [&whole[..4], &[(Act::OpenTicket, issue + 4), (Act::CloseTicket, issue + 6)]].concat()
            }
            Ending::Corrected => {
                let then = [(Act::AskCorrection, issue + 3), (Act::Correct, issue + 4)];
                [&whole[..3], &then].concat()
            }
        }
    }

    fn step(&mut self, applied: &Applied, act: Act) -> Result<(), Refusal> {
        let application = &applied.application;
        let line = match act {
            Act::Accept => json!({"op": "accept_application", "application": application}),
            Act::Cancel => json!({"op": "cancel_application", "application": application}),
            Act::Receive => json!({"op": "receive_application", "application": application}),
            // What was refunded meanwhile is applied for anew.
            Act::Issue if self.kept(applied)?.is_some_and(|kept| kept.uncovered.is_positive()) => {
                return self.step(applied, Act::Reject);
            }
            Act::Reject => json!({"op": "reject_application", "application": application,
                "reason": self.chance.pick(&self.words.reject_reasons)}),
            Act::Issue => json!({"op": "issue_application", "application": application,
                "invoices": self.invoices_of(applied)}),
            Act::Deliver if self.customers[applied.customer].is_mailed() => {
                json!({"op": "deliver_application", "application": application})
            }
            Act::Deliver => {
                let carrier = self.chance.pick(&self.words.carriers);
                let tracking_no = carrier.prefix + &self.chance.digits(carrier.digits);
                json!({"op": "deliver_application", "application": application,
                    "carrier": carrier.name, "tracking_no": tracking_no})
            }
            Act::Reverse => {
                let reasons = ["wrong_invoice", "goods_returned", "service_ended", "allowance"];
                json!({"op": "reverse_application", "application": application,
                    "reversals": self.red_invoices(applied)?, "reason": self.chance.pick(&reasons)})
            }
            Act::AskCorrection => {
                let remark = self.remark();
                json!({"op": "request_correction", "application": application,
                    "reason": self.words.correction_reason, "changes": {"remark": remark}})
            }
            Act::Correct => return self.correct(applied),
            Act::OpenTicket => {
                let note = self.words.tickets.correction_open.clone();
                let rule = RuleId::CorrectionNotOffered;
                return self.open_ticket(applied.customer, Some(application), rule, &note);
            }
            Act::CloseTicket => {
                let note = self.words.tickets.correction_close.clone();
                return self.on_ticket(applied.customer, "close_ticket", &note);
            }
            Act::Refund => return self.refund(&applied.bill_no, Fen(applied.invoiced.0 / 3 + 1)),
        };
        self.say(Staff::Clerk, line)
    }

    fn remark(&mut self) -> String {
        let month = self.words.month_of(self.day());
        self.chance.pick(&self.words.remarks).replace("{month}", &month)
    }

    /// The second person agrees: the invoice is reversed, and another application takes its place.
    fn correct(&mut self, applied: &Applied) -> Result<(), Refusal> {
        let line = json!({"op": "approve_correction", "application": applied.application,
            "reason": self.words.correction_decision, "reversals": self.red_invoices(applied)?});
        let answer = self.ask(Staff::Reviewer, line)?;
        let Some(Answer::ApproveCorrection(Corrected { replacement: Some(replacement), .. })) = answer else {
            return Ok(());
        };
        let replaced = Applied { application: replacement, ..applied.clone() };
        self.follow(&replaced, Ending::Received);
        Ok(())
    }

    /// One invoice, or several where the amount is above the issuer's limit for one.
    fn invoices_of(&mut self, applied: &Applied) -> Value {
        let mut left = applied.amount;
        let mut invoices = Vec::new();
        while left.is_positive() {
            let gross = left.min(LARGEST_INVOICE);
            left -= gross;
            let number = self.invoice_number(applied.customer);
            invoices.push(json!({"number": number, "issued_on": self.day(), "gross": gross}));
        }
        invoices.into()
    }

    fn kept(&self, applied: &Applied) -> Result<Option<StoredApplication>, Refusal> {
        application::by_number(self.db(), &applied.application)
    }

    /// A red-letter invoice for each invoice of an application.
    fn red_invoices(&mut self, applied: &Applied) -> Result<Value, Refusal> {
        let Some(kept) = self.kept(applied)? else { return Ok(Value::Null) };
        let invoices = invoice::of_application(self.db(), kept.id)?;
        let red = |invoice: StoredInvoice| json!({"number": invoice.number, "red_number": self.invoice_number(applied.customer)});
        Ok(invoices.into_iter().map(red).collect())
    }

    /// Year, province, channel and sequence: 20 digits.
    fn invoice_number(&mut self, customer: usize) -> String {
        self.invoices += self.chance.between(1, 60);
        let province = &self.words.issuers[self.customers[customer].issuer].province;
        format!("{:02}{province}7{:015}", self.day().year() % 100, self.invoices)
    }
}

/// While it is reviewed, a company asks for general invoices.
fn invoice_type(customer: &Customer) -> InvoiceType {
    match customer.qualification {
        Some(Qualified::WithoutReview | Qualified::Approved) if customer.kind == AccountKind::Enterprise => {
            InvoiceType::EnterpriseSpecial
        }
        _ => customer.general_type(),
    }
}
