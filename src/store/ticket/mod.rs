//! Support tickets and their notes.

use chrono::{DateTime, Utc};

use crate::domain::account::{AccountKind, AccountStatus};
use crate::domain::ids::{AccountId, ApplicationId, TicketId, UserId};
use crate::domain::refusal::Refusal;
use crate::domain::rules::RuleId;
use crate::domain::ticket::TicketState;
use crate::store::conditions::Conditions;
use crate::store::engine::{At, Db, ReadError, Row, params};

/// A ticket as kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StoredTicket {
    /// The row; also the ticket's number.
    pub id: TicketId,
    /// Whose it is.
    pub account: AccountId,
    /// The account's number.
    pub account_code: String,
    /// The customer's name.
    pub account_name: String,
    /// The account's kind.
    pub account_kind: AccountKind,
    /// The account's standing.
    pub account_status: AccountStatus,
    /// The application that it is about, if it is about one.
    pub application: Option<ApplicationId>,
    /// The number of that application.
    pub application_number: Option<String>,
    /// The rule from whose refusal it was opened.
    pub rule: RuleId,
    /// Where it stands.
    pub state: TicketState,
    /// When it was opened.
    pub opened_at: DateTime<Utc>,
    /// Who opened it.
    pub opened_by: String,
    /// How many notes it has.
    pub notes: u32,
    /// The last of them.
    pub last_note: Option<String>,
}

/// A ticket to be added.
#[derive(Clone, Copy, Debug)]
pub struct NewTicket {
    /// Whose it is.
    pub account: AccountId,
    /// The application that it is about, if it is about one.
    pub application: Option<ApplicationId>,
    /// The rule from whose refusal it is opened.
    pub rule: RuleId,
    /// When.
    pub at: DateTime<Utc>,
    /// Who.
    pub by: UserId,
}

/// Which tickets are listed: those for which everything that is given holds.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct TicketFilter {
    /// Of this account.
    pub account: Option<AccountId>,
    /// About this application.
    pub application: Option<ApplicationId>,
    /// In this state.
    pub state: Option<TicketState>,
    /// With this number, about an application whose number begins so, or of a customer that is found by it.
    pub text: String,
}

/// One note of a ticket.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StoredNote {
    /// When.
    pub at: DateTime<Utc>,
    /// Who.
    pub by: String,
    /// What.
    pub note: String,
}

/// Adds a ticket as open.
///
/// # Errors
/// `store`.
pub fn insert(db: &Db, new: &NewTicket) -> Result<TicketId, Refusal> {
    let values = params![new.account, new.application, new.rule, At(new.at), new.by];
    db.insert(include_str!("insert.sql"), values).map(TicketId)
}

/// Moves a ticket to a state.
///
/// # Errors
/// `store`.
pub fn set_state(db: &Db, id: TicketId, state: TicketState) -> Result<(), Refusal> {
    db.execute(include_str!("set_state.sql"), params![id, state])?;
    Ok(())
}

/// The open ticket of an account about the same: one application or none, and one rule.
///
/// # Errors
/// `store`.
pub fn open_about(
    db: &Db,
    account: AccountId,
    application: Option<ApplicationId>,
    rule: RuleId,
) -> Result<Option<TicketId>, Refusal> {
    db.maybe(include_str!("open_about.sql"), params![account, application, rule], |row| row.get(0))
}

/// The ticket of this number.
///
/// # Errors
/// `store`.
pub fn by_id(db: &Db, id: TicketId) -> Result<Option<StoredTicket>, Refusal> {
    db.maybe(&format!("{} WHERE t.id = ?1", include_str!("list.sql")), [id], read)
}

/// The tickets behind `after`, or the first ones, at most `limit`; newest first.
///
/// # Errors
/// `store`.
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
    db.all(&sql, query.values().as_slice(), read)
}

/// How many tickets of a filter stand in each state, whatever state the filter names.
///
/// # Errors
/// `store`.
pub fn counts(db: &Db, filter: &TicketFilter) -> Result<Vec<(TicketState, u64)>, Refusal> {
    let query = conditions(&TicketFilter { state: None, ..filter.clone() });
    let sql = format!("{} WHERE {} GROUP BY t.state", include_str!("counts.sql"), query.text());
    db.all(&sql, query.values().as_slice(), |row| {
        Ok((row.get(0)?, row.get::<_, i64>(1).map(i64::unsigned_abs)?))
    })
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
///
/// # Errors
/// `store`.
pub fn insert_note(
    db: &Db,
    ticket: TicketId,
    at: DateTime<Utc>,
    by: UserId,
    note: &str,
) -> Result<(), Refusal> {
    db.insert(include_str!("insert_note.sql"), params![ticket, At(at), by, note])?;
    Ok(())
}

/// The notes of a ticket, oldest first.
///
/// # Errors
/// `store`.
pub fn notes(db: &Db, ticket: TicketId) -> Result<Vec<StoredNote>, Refusal> {
    db.all(include_str!("notes.sql"), [ticket], |row| {
        Ok(StoredNote { at: row.get::<_, At>(0)?.0, by: row.get(1)?, note: row.get(2)? })
    })
}

fn read(row: &Row<'_>) -> Result<StoredTicket, ReadError> {
    Ok(StoredTicket {
        id: row.get(0)?,
        account: row.get(1)?,
        account_code: row.get(2)?,
        account_name: row.get(3)?,
        account_kind: row.get(4)?,
        account_status: row.get(5)?,
        application: row.get(6)?,
        application_number: row.get(7)?,
        rule: row.get(8)?,
        state: row.get(9)?,
        opened_at: row.get::<_, At>(10)?.0,
        opened_by: row.get(11)?,
        notes: row.get(12)?,
        last_note: row.get(13)?,
    })
}
