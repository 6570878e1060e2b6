//! Recurring invoicing: a few customers are invoiced by themselves every month.

use chrono::Datelike;
use serde_json::json;

use super::cast::{Ending, Part};
use super::play::{Applied, Charge, Hour, Play};
use super::vocabulary::Staff;
use crate::desk::commands::recurring::Runs;
use crate::desk::protocol::table::Answer;
use crate::domain::calendar::plus_months;
use crate::domain::money::Fen;
use crate::domain::refusal::Refusal;

/// So many working days ago a customer who gets no invoices asked to be invoiced by itself: long enough ago for one run.
const ASKED_IN_VAIN: u32 = 25;

/// On this day of a month the policy runs its plans.
const DAY: u32 = 10;

impl Play<'_> {
    /// Puts the runs of every month on the agenda.
    pub(super) fn plan_plans(&mut self) {
        for month in 0.. {
            let Some(day) = plus_months(self.begins_on, month).with_day(DAY) else { break };
            if day > self.today {
                break;
            }
            self.plan(day, Hour::Night, Self::run_plans);
        }
        // What is bought today, after any run of today, is what the next run applies for.
        if let Some(customer) = self.customers.iter().position(|customer| customer.has_plan) {
            let amount = Fen((self.customers[customer].monthly.0 * 3 / 10_000 + 1) * 10_000);
            let charge =
                Charge { is_plan: true, amount, paid_after_days: Some(0), refunded_after_days: None };
            self.plan(self.today, Hour::Night, move |play| play.charge(customer, charge));
        }
        if let Some(customer) = self.customers.iter().position(|c| c.part == Part::Outside(0)) {
            self.plan(self.working_days_ago(ASKED_IN_VAIN), Hour::Office, move |play| {
                play.save_plan(customer)
            });
        }
    }

    pub(super) fn save_plan(&mut self, place: usize) -> Result<(), Refusal> {
        let customer = &self.customers[place];
        let line = json!({"op": "set_recurring", "account": customer.account, "enabled": true,
            "type": customer.general_type()});
        self.say(Staff::Clerk, line)
    }

    fn run_plans(&mut self) -> Result<(), Refusal> {
        let answer = self.ask(Staff::System, json!({"op": "run_recurring"}))?;
        let Some(Answer::RunRecurring(Runs { runs })) = answer else { return Ok(()) };
        for run in runs {
            let customer = self.customers.iter().position(|customer| customer.account == run.account);
            let (Some(customer), Some(application)) = (customer, run.application) else { continue };
            let amount = run.amount.unwrap_or_default();
            let applied =
                Applied { customer, application, amount, bill_no: String::new(), invoiced: Fen::ZERO };
            self.follow(&applied, Ending::Received);
        }
        Ok(())
    }
}
