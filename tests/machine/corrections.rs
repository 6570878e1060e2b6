//! Corrections: asked for by one, decided by another.

use chrono::Months;
use serde_json::json;

use super::model::{Application, Correction, Model, is_t};
use super::said::{DECIDERS, Outcome, Plan, User, done, plan};

/// Approves or rejects what was asked for.
pub fn decision(number: String, is_approved: bool) -> Option<Plan> {
    let op = if is_approved { "approve_correction" } else { "reject_correction" };
    let line = json!({"op": op, "application": number, "reason": "同意"});
    plan(DECIDERS, line, move |model, by| model.decide_correction(&number, is_approved, by))
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
        let Application { account, is_special, fen, .. } = self.applications[number];
        if !self.applications[number].is_issued() {
            return Err("transition-not-allowed");
        }
        if let Some(rule) = self.blocked(account) {
            return Err(rule);
        }
        let before = self.clone();
        self.end(number, "reversed");
        let mut bills = self.bills_of(account);
        bills.retain(|bill| self.applications[number].lines.contains_key(bill));
        let remaining: i64 = bills.iter().map(|bill| self.remaining(bill)).sum();
        let taken = self.take(account, &bills, remaining.min(fen + self.non_invoiceable(account)));
        if taken.fen == 0 {
            *self = before;
            return Err("selection-below-offset");
        }
        let replacement = self.keep(account, is_special, &taken);
        self.corrections[open].state = "approved";
        self.corrections[open].approved_on = Some(self.today());
        Ok(json!({"replacement": replacement}))
    }
}
