//! The list of support tickets, newest first. Errors of every call: see [`super`].

use super::{CellValue, Choosable, ListQuery, ListRow, Page, named_account};
use crate::desk::clock::Moment;
use crate::domain::ids::TicketId;
use crate::domain::list_columns::{Phrase, TicketColumn};
use crate::domain::refusal::Refusal;
use crate::domain::ticket::TicketState;
use crate::store::engine::Db;
use crate::store::ticket::{self, StoredTicket, TicketFilter};

#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct TicketQuery {
    pub account: Option<String>,
    pub state: Option<TicketState>,
    /// With this number, about an application whose number begins so, or of a customer that is found by it.
    pub text: String,
}

/// How many tickets there are, by state, whatever state is looked for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct TicketCounts {
    pub open: u64,
    pub closed: u64,
}

impl TicketCounts {
    /// How many are in a state, or in any.
    pub fn of(&self, state: Option<TicketState>) -> u64 {
        match state {
            Some(TicketState::Open) => self.open,
            Some(TicketState::Closed) => self.closed,
            None => self.open + self.closed,
        }
    }
}

impl ListRow for StoredTicket {
    type Column = TicketColumn;
    type Id = TicketId;

    fn id(&self) -> TicketId {
        self.id
    }

    fn value(&self, column: TicketColumn) -> CellValue<'_> {
        match column {
            TicketColumn::Number => self.id.0.to_string().into(),
            TicketColumn::AccountName => self.account_name.as_str().into(),
            TicketColumn::Rule => Phrase::Rule(self.rule).into(),
            TicketColumn::Application => self.application_number.as_deref().into(),
            TicketColumn::LastNote => self.last_note.as_deref().into(),
            TicketColumn::OpenedAt => self.opened_at.into(),
            TicketColumn::OpenedBy => self.opened_by.as_str().into(),
            TicketColumn::State => Phrase::TicketState(self.state).into(),
        }
    }
}

impl ListQuery for TicketQuery {
    type Row = StoredTicket;
    type Summary = TicketCounts;

    fn page(&self, db: &Db, _: &Moment, after: Option<&Self::Row>, limit: u32) -> Page<Self> {
        ticket::page(db, &self.filter(db)?, after.map(|last| last.id), limit)
    }

    fn summary(&self, db: &Db, _: &Moment) -> Result<TicketCounts, Refusal> {
        let by_state = ticket::counts(db, &self.filter(db)?)?;
        let of = |state| by_state.iter().find(|(found, _)| *found == state).map_or(0, |(_, count)| *count);
        Ok(TicketCounts { open: of(TicketState::Open), closed: of(TicketState::Closed) })
    }
}

impl Choosable for TicketQuery {
    fn row(db: &Db, _: &Moment, id: TicketId) -> Result<Option<StoredTicket>, Refusal> {
        ticket::by_id(db, id)
    }
}

impl TicketQuery {
    fn filter(&self, db: &Db) -> Result<TicketFilter, Refusal> {
        Ok(TicketFilter {
            account: named_account(db, self.account.as_deref())?,
            application: None,
            state: self.state,
            text: self.text.clone(),
        })
    }
}
