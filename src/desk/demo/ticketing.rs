//! Tickets: of customers who get no invoices, and about corrections that are not offered.

use serde_json::json;

use super::cast::Part;
use super::play::{Applied, Event, Hour, Play, TicketAct};
use crate::desk::commands::tickets;
use crate::desk::commands::tickets::ListTickets;
use crate::domain::refusal::Refusal;
use crate::domain::rule_id::RuleId;

impl Play<'_> {
    /// Puts everything about the ticket of a customer outside the mainland on the agenda: the first one's is open, the
    /// second one's is closed, the third one's was opened again.
    pub(super) fn plan_ticket(&mut self, customer: usize) {
        let Part::Outside(place) = self.customers[customer].part else { return };
        let course: &[(u32, TicketAct)] = match place {
            0 => &[(6, TicketAct::Open), (5, TicketAct::Note)],
            1 => &[(20, TicketAct::Open), (18, TicketAct::Close)],
            _ => &[(9, TicketAct::Open), (8, TicketAct::Close), (3, TicketAct::Reopen)],
        };
        for &(working_days_ago, act) in course {
            let day = self.working_days_ago(working_days_ago);
            self.plan(day, Hour::Office, Event::Ticket { customer, act });
        }
    }

    pub(super) fn ticket(&mut self, customer: usize, act: TicketAct) -> Result<(), Refusal> {
        let words = self.words.tickets.clone();
        match act {
            TicketAct::Open => {
                self.open_ticket(customer, None, RuleId::AccountOutsideMainland, &words.outside_open)
            }
            TicketAct::Note => self.on_ticket(customer, "note_ticket", &words.outside_note),
            TicketAct::Close => self.on_ticket(customer, "close_ticket", &words.outside_close),
            TicketAct::Reopen => self.on_ticket(customer, "reopen_ticket", &words.outside_reopen),
        }
    }

    pub(super) fn open_correction_ticket(&mut self, applied: &Applied) -> Result<(), Refusal> {
        let note = self.words.tickets.correction_open.clone();
        let rule = RuleId::CorrectionNotOffered;
        self.open_ticket(applied.customer, Some(&applied.application), rule, &note)
    }

    pub(super) fn close_correction_ticket(&mut self, applied: &Applied) -> Result<(), Refusal> {
        let note = self.words.tickets.correction_close.clone();
        self.on_ticket(applied.customer, "close_ticket", &note)
    }

    fn open_ticket(
        &mut self,
        customer: usize,
        application: Option<&str>,
        rule: RuleId,
        note: &str,
    ) -> Result<(), Refusal> {
        let (account, clerk) = (self.customers[customer].account.clone(), self.words.users.clerk.clone());
        let line = json!({"op": "open_ticket", "account": account, "application": application, "rule": rule,
            "note": note});
        self.say(&clerk, line)?;
        Ok(())
    }

    /// Does something about the newest ticket of a customer.
    fn on_ticket(&mut self, customer: usize, op: &str, note: &str) -> Result<(), Refusal> {
        let of = ListTickets { account: Some(self.customers[customer].account.clone()), state: None };
        let Some(newest) = tickets::tickets(self.db(), &self.moment(), &of)?.into_iter().next() else {
            return Ok(());
        };
        let clerk = self.words.users.clerk.clone();
        self.say(&clerk, json!({"op": op, "ticket": newest.ticket, "note": note}))?;
        Ok(())
    }
}
