//! Support tickets: opened from what a rule refuses, noted, closed, opened again; the list of them. RULES.md sections
//! 3, 5 and 8.

use chrono::{DateTime, Utc};
use serde::Serialize;

use crate::desk::clock::Moment;
use crate::desk::commands::corrections;
use crate::desk::commands::named_account;
use crate::desk::commands::texts::{optional, required};
use crate::desk::commands::transaction::Transaction;
use crate::desk::protocol::fields::fields;
use crate::domain::ids::{AccountId, ApplicationId, TicketId};
use crate::domain::refusal::{FieldError, Noun, Refusal, Transition};
use crate::domain::rule_id::RuleId;
use crate::domain::rules::account_outside_mainland;
use crate::domain::text::{self, Code, Prose};
use crate::domain::ticket::{OPENED_FROM, TicketState, TicketStep, leads_to_ticket};
use crate::store::application;
use crate::store::engine::Db;
use crate::store::ticket::{self, NewTicket, TicketFilter};
pub(crate) use crate::store::ticket::{StoredNote, StoredTicket};

fields! {
    /// Opens a support ticket from what a rule refuses: an account, or the correction of an application of it.
    OpenTicket {
        account: Code,
        rule: RuleId,
        #[serde(default, deserialize_with = "text::code_if_any")]
        application: Option<Code>,
        note: Option<Prose>,
    }
    /// Adds a note to a ticket, and with it closes the ticket or opens it again.
    OnTicket {
        ticket: Code,
        note: Prose,
    }
    /// Lists tickets: of an account, in a state.
    ListTickets {
        account: Option<Code>,
        state: Option<TicketState>,
    }
}

/// What a ticket is about: the refusal that it is opened from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct About {
    /// The account's number.
    pub account: String,
    /// The number of the application that was to be corrected; none where it is about the whole account.
    pub application: Option<String>,
    /// The rule that refused.
    pub rule: RuleId,
}

/// What the commands answer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[expect(missing_docs, reason = "its fields are those of AUTOMATION.md")]
pub struct Ticketed {
    pub ticket: String,
    pub state: TicketState,
}

impl Ticketed {
    fn of(id: TicketId, state: TicketState) -> Self {
        Self { ticket: id.0.to_string(), state }
    }
}

pub(crate) fn open_ticket(tx: &Transaction<'_>, c: &OpenTicket) -> Result<Ticketed, Refusal> {
    let &Transaction { db, moment, user, .. } = tx;
    let note = optional("note", c.note.as_deref())?;
    let application = c.application.as_ref().map(String::from);
    let about = About { account: c.account.to_string(), application, rule: c.rule };
    let (account, application) = rows(db, &about)?;
    refused(db, moment, &about)?;
    if let Some(open) = ticket::open_about(db, account, application, c.rule)? {
        return Err(Refusal::conflict(Noun::Ticket, open.0.to_string()));
    }
    let id =
        ticket::insert(db, &NewTicket { account, application, rule: c.rule, at: moment.now, by: user.id })?;
    if let Some(note) = note {
        ticket::insert_note(db, id, moment.now, user.id, &note)?;
    }
    Ok(Ticketed::of(id, TicketState::Open))
}

pub(crate) fn note_ticket(tx: &Transaction<'_>, c: &OnTicket) -> Result<Ticketed, Refusal> {
    take(tx, TicketStep::Note, c)
}

pub(crate) fn close_ticket(tx: &Transaction<'_>, c: &OnTicket) -> Result<Ticketed, Refusal> {
    take(tx, TicketStep::Close, c)
}

pub(crate) fn reopen_ticket(tx: &Transaction<'_>, c: &OnTicket) -> Result<Ticketed, Refusal> {
    take(tx, TicketStep::Reopen, c)
}

fn take(tx: &Transaction<'_>, step: TicketStep, c: &OnTicket) -> Result<Ticketed, Refusal> {
    let &Transaction { db, moment, user, .. } = tx;
    let ticket = find(db, &c.ticket)?;
    let Some(next) = ticket.state.after(step) else {
        let (ticket, state) = (c.ticket.to_string(), ticket.state);
        return Err(Refusal::TransitionNotAllowed(Transition::Ticket { ticket, state, step }));
    };
    let note = required("note", &c.note)?;
    ticket::insert_note(db, ticket.id, moment.now, user.id, note)?;
    if next != ticket.state {
        ticket::set_state(db, ticket.id, next)?;
    }
    Ok(Ticketed::of(ticket.id, next))
}

/// The open ticket about this, if there is one.
pub fn open_about(db: &Db, about: &About) -> Result<Option<TicketId>, Refusal> {
    let (account, application) = rows(db, about)?;
    ticket::open_about(db, account, application, about.rule)
}

/// The rows of what a ticket is about: an application of the account, and one where the rule is about corrections.
fn rows(db: &Db, about: &About) -> Result<(AccountId, Option<ApplicationId>), Refusal> {
    let account = named_account::account(db, &about.account)?.id;
    let Some(number) = &about.application else { return Ok((account, None)) };
    let of_account = application::by_number(db, number)?.filter(|stored| stored.account == account);
    let not_found = || Refusal::not_found(Noun::Application, number);
    Ok((account, Some(of_account.ok_or_else(not_found)?.id)))
}

/// Asks whether the rule does refuse what the ticket is to take further.
fn refused(db: &Db, moment: &Moment, about: &About) -> Result<(), Refusal> {
    if !leads_to_ticket(about.rule) {
        let expected = OPENED_FROM.map(|rule| rule.as_str().to_owned()).to_vec();
        return Err(Refusal::bad_field("rule", FieldError::Choice { expected }));
    }
    let refusal = match (&about.application, about.rule) {
        (_, RuleId::AccountOutsideMainland) => {
            account_outside_mainland::check_account(&named_account::account(db, &about.account)?.account)
                .err()
        }
        (Some(number), _) => corrections::barred(db, moment, number)?,
        (None, _) => return Err(Refusal::bad_field("application", FieldError::Missing)),
    };
    match refusal.as_ref().and_then(Refusal::rule) {
        Some(rule) if rule == about.rule => Ok(()),
        _ => Err(Refusal::bad_field("rule", FieldError::NotRefused)),
    }
}

fn find(db: &Db, number: &str) -> Result<StoredTicket, Refusal> {
    let id = number.parse().ok().map(TicketId);
    let found = id.map(|id| ticket::by_id(db, id)).transpose()?.flatten();
    found.ok_or_else(|| Refusal::not_found(Noun::Ticket, number))
}

/// A ticket, as answered.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[expect(missing_docs, reason = "its fields are those of AUTOMATION.md")]
pub struct TicketLine {
    pub ticket: String,
    pub account: String,
    pub account_name: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub application: Option<String>,
    pub rule: RuleId,
    pub state: TicketState,
    pub opened_at: DateTime<Utc>,
    pub opened_by: String,
    pub notes: Vec<StoredNote>,
}

/// The answer of `tickets`: those of an account, in a state; newest first.
pub(crate) fn tickets(db: &Db, _: &Moment, q: &ListTickets) -> Result<Vec<TicketLine>, Refusal> {
    let account = q.account.as_deref().map(|code| named_account::account(db, code)).transpose()?;
    let account = account.map(|stored| stored.id);
    let filter = TicketFilter { account, state: q.state, ..TicketFilter::default() };
    let tickets = ticket::page(db, &filter, None, u32::MAX)?;
    let with_notes = |stored: StoredTicket| {
        Ok(TicketLine {
            notes: ticket::notes(db, stored.id)?,
            ticket: stored.id.0.to_string(),
            account: stored.account_code,
            account_name: stored.account_name,
            application: stored.application_number,
            rule: stored.rule,
            state: stored.state,
            opened_at: stored.opened_at,
            opened_by: stored.opened_by,
        })
    };
    tickets.into_iter().map(with_notes).collect()
}

/// The tickets about an application, newest first.
pub(crate) fn of_application(db: &Db, id: ApplicationId) -> Result<Vec<StoredTicket>, Refusal> {
    ticket::page(db, &TicketFilter { application: Some(id), ..TicketFilter::default() }, None, u32::MAX)
}

/// One ticket with its notes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TicketView {
    /// The ticket.
    pub ticket: StoredTicket,
    /// Its notes, oldest first.
    pub notes: Vec<StoredNote>,
}

/// One ticket with its notes.
pub fn view(db: &Db, id: TicketId) -> Result<TicketView, Refusal> {
    let ticket = find(db, &id.0.to_string())?;
    Ok(TicketView { notes: ticket::notes(db, id)?, ticket })
}
