//! Bills, payments, top-ups and refunds.

use chrono::{Datelike, NaiveDate, TimeDelta};
use serde_json::json;

use super::cast::{Customer, Part};
use super::play::{Charge, Hour, Play};
use super::vocabulary::Staff;
use crate::domain::calendar::plus_months;
use crate::domain::money::Fen;
use crate::domain::refusal::Refusal;

/// A month's usage is to be paid so many days after it is billed.
const DUE_AFTER_DAYS: i64 = 15;

impl Play<'_> {
    /// Puts everything that a customer will be charged and pay in on the agenda.
    pub(super) fn plan_money(&mut self, place: usize) {
        let customer = self.customers[place].clone();
        let tops_up = !customer.is_mailed() && self.chance.percent(40);
        for month in 0.. {
            let first = plus_months(self.begins_on, month);
            if first > self.last_charged(&customer) {
                break;
            }
            self.plan_month(place, &customer, first, month);
            if tops_up && month % 2 == 0 {
                let amount = Fen((customer.monthly.0 * 2 / 10_000 + 1) * 10_000);
                self.plan(first, Hour::Night, move |play| play.top_up(place, amount));
            }
        }
        if let Some(days_ago) = unpaid_since(customer.part) {
            let charge = Charge {
                is_plan: false,
                amount: customer.monthly,
                paid_after_days: None,
                refunded_after_days: None,
            };
            let day = self.today - TimeDelta::days(days_ago);
            self.plan(day, Hour::Night, move |play| play.charge(place, charge));
        }
        if customer.part == Part::Frozen {
            self.plan(self.working_days_ago(14), Hour::Office, move |play| play.freeze(place));
        }
    }

    /// The last day on which a customer is charged.
    fn last_charged(&self, customer: &Customer) -> NaiveDate {
        match customer.part {
            Part::Arrears => self.today - TimeDelta::days(75),
            _ => self.today,
        }
    }

    fn plan_month(&mut self, place: usize, customer: &Customer, first: NaiveDate, month: u32) {
        let is_ordinary = customer.part == Part::Ordinary;
        let percent = self.chance.between(75, 125) + i64::from(month);
        let usage = Charge {
            is_plan: false,
            amount: Fen(customer.monthly.0 * percent / 100 + self.chance.between(0, 99)),
            paid_after_days: Some(if is_ordinary && !customer.is_mailed() && self.chance.percent(10) {
                self.chance.between(20, 45)
            } else {
                self.chance.between(0, 11)
            }),
            refunded_after_days: (is_ordinary && self.chance.percent(4)).then(|| self.chance.between(5, 40)),
        };
        let day = first + TimeDelta::days(1 + place as i64 % 5);
        self.plan(day, Hour::Night, move |play| play.charge(place, usage));
        let may_buy = !matches!(customer.part, Part::Arrears | Part::LegacyBeyond);
        if may_buy && self.chance.percent(10) {
            let amount = Fen((customer.monthly.0 * self.chance.between(3, 9) / 10_000 + 1) * 10_000);
            let plan = Charge { is_plan: true, amount, paid_after_days: Some(0), refunded_after_days: None };
            let day = first + TimeDelta::days(self.chance.between(6, 25));
            self.plan(day, Hour::Night, move |play| play.charge(place, plan));
        }
    }

    pub(super) fn charge(&mut self, place: usize, charge: Charge) -> Result<(), Refusal> {
        let day = self.day();
        self.bills += 1;
        let bill_no = format!("{}{:02}{:08}", day.year(), day.month(), self.bills);
        let customer = &self.customers[place];
        let issuer = &self.words.issuers[customer.issuer];
        let (account, is_mailed) = (customer.account.clone(), customer.is_mailed());
        let item = self.chance.pick(if charge.is_plan { &issuer.plans } else { &issuer.items });
        let kind = match (charge.is_plan, is_mailed) {
            (false, _) => "pay_as_you_go",
            (true, true) => "subscription",
            (true, false) if self.chance.percent(50) => "savings_plan",
            (true, false) => "subscription",
        };
        let due_on = if charge.is_plan { day } else { day + TimeDelta::days(DUE_AFTER_DAYS) };
        let paid_on = (charge.paid_after_days == Some(0)).then_some(day);
        self.say(
            Staff::System,
            json!({"op": "add_bill", "account": account, "bill_no": bill_no, "kind": kind,
                "amount": charge.amount, "billed_on": day, "due_on": due_on, "paid_on": paid_on,
                "item": item}),
        )?;
        let Some(days) = charge.paid_after_days else { return Ok(()) };
        let paid_on = day + TimeDelta::days(days);
        if days > 0 {
            let bill_no = bill_no.clone();
            self.plan(paid_on, Hour::Night, move |play| play.pay(&bill_no));
        }
        if let Some(days) = charge.refunded_after_days {
            let day = self.working_day(paid_on + TimeDelta::days(days), 0);
            let amount = Fen(charge.amount.0 * self.chance.between(10, 50) / 100 + 1);
            self.plan(day, Hour::Office, move |play| play.refund(&bill_no, amount));
        }
        Ok(())
    }

    fn pay(&mut self, bill_no: &str) -> Result<(), Refusal> {
        self.say(Staff::System, json!({"op": "pay_bill", "bill_no": bill_no, "paid_on": self.day()}))
    }

    fn top_up(&mut self, place: usize, amount: Fen) -> Result<(), Refusal> {
        let account = &self.customers[place].account;
        let line = json!({"op": "add_top_up", "account": account, "amount": amount, "on": self.day()});
        self.say(Staff::System, line)
    }

    pub(super) fn refund(&mut self, bill_no: &str, amount: Fen) -> Result<(), Refusal> {
        let reason = self.chance.pick(&self.words.refund_reasons);
        self.say(
            Staff::Clerk,
            json!({"op": "add_refund", "bill_no": bill_no, "amount": amount, "on": self.day(),
                "reason": reason}),
        )
    }

    fn freeze(&mut self, place: usize) -> Result<(), Refusal> {
        let line = json!({"op": "set_account_status", "account": self.customers[place].account,
            "status": "frozen", "reason": self.words.freeze_reason});
        self.say(Staff::Lead, line)
    }
}

/// A bill of so many days ago is never paid: overdue since 5 days, or since 45.
const fn unpaid_since(part: Part) -> Option<i64> {
    match part {
        Part::Overdue => Some(DUE_AFTER_DAYS + 5),
        Part::OverdueLong => Some(DUE_AFTER_DAYS + 45),
        _ => None,
    }
}
