//! Support tickets and their notes.
//!
//! Errors of every call: `store`.

use chrono::{DateTime, Utc};
use serde::Serialize;

use crate::domain::account::{AccountKind, AccountStatus};
use crate::domain::ids::{AccountId, ApplicationId, TicketId, UserId};
use crate::domain::refusal::Refusal;
use crate::domain::rule_id::RuleId;
use crate::domain::ticket::TicketState;
use crate::store::engine::conditions::Conditions;
use crate::store::engine::{Db, columns, params};

/// A ticket as kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StoredTicket {
    /// The row; also the ticket's number.
    pub id: TicketId,
    pub account: AccountId,
    pub account_code: String,
    pub account_name: String,
    pub account_kind: AccountKind,
    pub account_status: AccountStatus,
    /// The application that it is about, if it is about one.
    pub application: Option<ApplicationId>,
    pub application_number: Option<String>,
    /// The rule from whose refusal it was opened.
    pub rule: RuleId,
    pub state: TicketState,
    pub opened_at: DateTime<Utc>,
    pub opened_by: String,
    pub notes: u32,
    pub last_note: Option<String>,
}

columns! {
    StoredTicket {
        id, account, account_code, account_name, account_kind, account_status, application,
        application_number, rule, state, opened_at, opened_by, notes, last_note
    }
}

/// A ticket to be added.
#[derive(Clone, Copy, Debug)]
pub struct NewTicket {
    pub account: AccountId,
    /// The application that it is about, if it is about one.
    pub application: Option<ApplicationId>,
    /// The rule from whose refusal it is opened.
    pub rule: RuleId,
    pub at: DateTime<Utc>,
    pub by: UserId,
}

/// Which tickets are listed: those for which everything that is given holds.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct TicketFilter {
    pub account: Option<AccountId>,
    pub application: Option<ApplicationId>,
    pub state: Option<TicketState>,
    /// With this number, about an application whose number begins so, or of a customer that is found by it.
    pub text: String,
}

/// One note of a ticket.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct StoredNote {
    pub at: DateTime<Utc>,
    pub by: String,
    pub note: String,
}

columns! { StoredNote { at, by, note } }

/// Adds a ticket as open.
pub fn insert(db: &Db, new: &NewTicket) -> Result<TicketId, Refusal> {
    let values = params![new.account, new.application, new.rule, new.at, new.by];
    db.insert(include_str!("insert.sql"), values)
}

/// Moves a ticket to a state.
pub fn set_state(db: &Db, id: TicketId, state: TicketState) -> Result<(), Refusal> {
    db.run(include_str!("set_state.sql"), params![id, state])
}

/// The open ticket of an account about the same: one application or none, and one rule.
pub fn open_about(
    db: &Db,
    account: AccountId,
    application: Option<ApplicationId>,
    rule: RuleId,
) -> Result<Option<TicketId>, Refusal> {
    db.maybe(include_str!("open_about.sql"), params![account, application, rule])
}

/// The ticket of this number.
pub fn by_id(db: &Db, id: TicketId) -> Result<Option<StoredTicket>, Refusal> {
    db.maybe(&format!("{} WHERE t.id = ?1", include_str!("list.sql")), [id])
}

/// The tickets behind `after`, or the first ones, at most `limit`; newest first.
pub fn page(
    db: &Db,
    filter: &TicketFilter,
    after: Option<TicketId>,
    limit: u32,
) -> Result<Vec<StoredTicket>, Refusal> {
    let mut query = conditions(filter);
    if let Some(after) = after {
        let after = query.bind(after);
        query.also(format!("t.id < {after}"));
    }
    let limit = query.bind(limit);
    let (select, conditions) = (include_str!("list.sql"), query.text());
    let sql = format!("{select} WHERE {conditions} ORDER BY t.id DESC LIMIT {limit}");
    db.all(&sql, query.values().as_slice())
}

/// How many tickets of a filter stand in each state, whatever state the filter names.
pub fn counts(db: &Db, filter: &TicketFilter) -> Result<Vec<(TicketState, u64)>, Refusal> {
    let query = conditions(&TicketFilter { state: None, ..filter.clone() });
    let sql =
        format!("{} WHERE {} GROUP BY t.state ORDER BY t.state", include_str!("counts.sql"), query.text());
    db.all(&sql, query.values().as_slice())
}

fn conditions(filter: &TicketFilter) -> Conditions {
    let mut query = Conditions::default();
    query.is("t.account_id", filter.account);
    query.is("t.application_id", filter.application);
    query.is("t.state", filter.state);
    let text = filter.text.trim();
    if !text.is_empty() {
        let mut ways = vec![query.begins("a.number", text)];
        if let Ok(number) = text.trim_start_matches('#').parse::<i64>() {
            let number = query.bind(number);
            ways.push(format!("t.id = {number}"));
        }
        if let Some(accounts) = query.accounts_with(text) {
            ways.push(format!("t.account_id IN ({accounts})"));
        }
        query.also(format!("({})", ways.join(" OR ")));
    }
    query
}

/// Adds a note.
pub fn insert_note(
    db: &Db,
    ticket: TicketId,
    at: DateTime<Utc>,
    by: UserId,
    note: &str,
) -> Result<(), Refusal> {
    db.run(include_str!("insert_note.sql"), params![ticket, at, by, note])
}

/// The notes of a ticket, oldest first.
pub fn notes(db: &Db, ticket: TicketId) -> Result<Vec<StoredNote>, Refusal> {
    db.all(include_str!("notes.sql"), [ticket])
}
