//! Tickets: of customers who get no invoices, and about corrections that are not offered.

use serde_json::json;

use super::cast::Part;
use super::play::{Hour, Play};
use super::vocabulary::Staff;
use crate::desk::commands::tickets::{self, ListTickets};
use crate::domain::refusal::{Refusal, checked};
use crate::domain::rule_id::RuleId;

impl Play<'_> {
    /// Puts everything about the ticket of a customer outside the mainland on the agenda: the first one's is open, the
    /// second one's is closed, the third one's was opened again.
    pub(super) fn plan_ticket(&mut self, customer: usize) {
        let Part::Outside(place) = self.customers[customer].part else { return };
        let words = self.words.tickets.clone();
        let course = match place {
            0 => vec![(6, "open_ticket", words.outside_open), (5, "note_ticket", words.outside_note)],
            1 => vec![(20, "open_ticket", words.outside_open), (18, "close_ticket", words.outside_close)],
            _ => vec![
                (9, "open_ticket", words.outside_open),
                (8, "close_ticket", words.outside_close),
                (3, "reopen_ticket", words.outside_reopen),
            ],
        };
        for (working_days_ago, op, note) in course {
            self.plan(self.working_days_ago(working_days_ago), Hour::Office, move |play| match op {
                "open_ticket" => play.open_ticket(customer, None, RuleId::AccountOutsideMainland, &note),
                _ => play.on_ticket(customer, op, &note),
            });
        }
    }

    pub(super) fn open_ticket(
        &mut self,
        customer: usize,
        application: Option<&str>,
        rule: RuleId,
        note: &str,
    ) -> Result<(), Refusal> {
        let line = json!({"op": "open_ticket", "account": self.customers[customer].account,
            "application": application, "rule": rule, "note": note});
        self.say(Staff::Clerk, line)
    }

    /// Does something about the newest ticket of a customer.
    pub(super) fn on_ticket(&mut self, customer: usize, op: &str, note: &str) -> Result<(), Refusal> {
        let account = Some(checked("account", &self.customers[customer].account)?);
        let of = ListTickets { account, state: None };
        let Some(newest) = tickets::tickets(self.db(), &self.moment(), &of)?.into_iter().next() else {
            return Ok(());
        };
        self.say(Staff::Clerk, json!({"op": op, "ticket": newest.ticket, "note": note}))
    }
}
