//! Corrections: asked for by one, decided by another.

use chrono::Months;
use serde_json::json;

use super::model::{Application, Correction, Model, Taken, is_t};
use super::said::{DECIDERS, Outcome, Plan, User, done, plan};

/// Approves or rejects what was asked for.
pub fn decision(model: &Model, number: String, is_approved: bool) -> Option<Plan> {
    let op = if is_approved { "approve_correction" } else { "reject_correction" };
    let mut line = json!({"op": op, "application": number, "reason": "同意"});
    let (field, red, numbers) = model.red_numbers(&number, None);
    if is_approved {
        line[field] = red;
    }
    plan(DECIDERS, line, move |model, by| {
        let decided = model.decide_correction(&number, is_approved, by)?;
        if is_approved {
            model.numbers.extend(numbers);
        }
        Ok(decided)
    })
}

impl Model {
    pub fn request_correction(&mut self, number: &str, by: User) -> Outcome {
        let Application { account, issued_on, .. } = self.applications[number];
        let today = self.today();
        if is_t(account) {
            return Err("correction-not-offered");
        } else if !self.applications[number].is_issued() {
            return Err("transition-not-allowed");
        } else if issued_on.is_some_and(|on| today > on + Months::new(12)) {
            return Err("correction-window-closed");
        } else if self.corrections_of_year(account) >= 3 {
            return Err("correction-quota-used");
        } else if let Some(rule) = self.blocked(account) {
            return Err(rule);
        } else if self.reversed_and_taken_anew(number).1.fen == 0 {
            return Err("selection-below-offset");
        } else if self.corrections.iter().any(|c| c.application == number && c.state == "requested") {
            return Err("conflict");
        }
        self.corrections.push(Correction {
            application: number.to_owned(),
            account,
            state: "requested",
            approved_on: None,
            by,
        });
        done()
    }

    pub fn decide_correction(&mut self, number: &str, is_approved: bool, by: User) -> Outcome {
        let open = self.corrections.iter().position(|c| c.application == number && c.state == "requested");
        let open = open.ok_or("not-found")?;
        if self.corrections[open].by == by {
            return Err("four-eyes");
        }
        if !is_approved {
            self.corrections[open].state = "rejected";
            return done();
        }
        let Application { account, is_special, .. } = self.applications[number];
        if !self.applications[number].is_issued() {
            return Err("transition-not-allowed");
        }
        if let Some(rule) = self.blocked(account) {
            return Err(rule);
        }
        let (reversed, taken) = self.reversed_and_taken_anew(number);
        if taken.fen == 0 {
            return Err("selection-below-offset");
        }
        *self = reversed;
        let replacement = self.keep(account, is_special, &taken);
        self.corrections[open].state = "approved";
        self.corrections[open].approved_on = Some(self.today());
        Ok(json!({"replacement": replacement}))
    }

    /// How it is once an application is reversed, and what another takes of its bills then, up to its amount.
    fn reversed_and_taken_anew(&self, number: &str) -> (Self, Taken) {
        let Application { account, fen, .. } = self.applications[number];
        let mut then = self.clone();
        then.end(number, "reversed");
        let mut bills = then.bills_of(account);
        bills.retain(|bill| then.applications[number].lines.contains_key(bill));
        let remaining: i64 = bills.iter().map(|bill| then.remaining(bill)).sum();
        let taken = then.take(account, &bills, remaining.min(fen + then.non_invoiceable(account)));
        (then, taken)
    }
}
