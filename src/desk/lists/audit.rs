//! The audit log as a list, newest first. Errors of every call: see [`super`].

use chrono::{DateTime, NaiveDate, Utc};

use super::{CellValue, Choosable, Each, Exported, ListQuery, ListRow, Page, each_by_page};
use crate::desk::clock::Moment;
use crate::desk::proof::heads::hex;
use crate::domain::calendar::china_day_start;
use crate::domain::list_columns::{AuditColumn, ListName, Phrase};
use crate::domain::log::{Attempt, LogArea, LogOp, ObjectKind};
use crate::domain::origin::Origin;
use crate::domain::refusal::{Noun, Refusal};
use crate::domain::role::Role;
pub use crate::store::audit::list::NamedObject;
use crate::store::audit::list::{self, EntryFilter, ListedEntry};
use crate::store::engine::Db;

/// Which entries are looked for.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct AuditQuery {
    /// Of this day in China or later.
    pub from: Option<NaiveDate>,
    /// Of this day in China or earlier.
    pub to: Option<NaiveDate>,
    /// By the user of this name.
    pub user: Option<String>,
    /// Of this op.
    pub op: Option<String>,
    /// In this field of work.
    pub area: Option<LogArea>,
    /// Attempts that were refused alone.
    pub refused: bool,
    /// About what has this number, of one kind or of any.
    pub object: Option<(Option<ObjectKind>, String)>,
    /// About something whose number begins so, or a customer that is found by it; or in whose request this stands.
    pub text: String,
}

/// An entry of the log, with what it is about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AuditRow {
    /// Its place in the log.
    pub id: i64,
    /// When it was done.
    pub at: DateTime<Utc>,
    /// Who did it.
    pub by: String,
    /// What whoever did it may do now.
    pub roles: Vec<Role>,
    /// What was done, as entries call it.
    pub op: String,
    /// Where from; none where an older program wrote the entry, as with the two that follow.
    pub origin: Option<Origin>,
    /// Whose login of the system it was.
    pub system_user: Option<String>,
    /// The name of the machine.
    pub machine: Option<String>,
    /// The id of what refused it, where it was an attempt.
    pub refused: Option<String>,
    /// The hash over the entry and all before it, in hexadecimal digits.
    pub hash: String,
    /// What it is about, the most particular first.
    pub objects: Vec<NamedObject>,
}

/// How many entries there are.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct AuditCounts {
    /// That are looked for.
    pub found: u64,
    /// How many of what is looked for were refused, whether only those are looked for or not.
    pub refused: u64,
    /// Who has any entry at all.
    pub users: Vec<String>,
}

impl AuditRow {
    /// What was done; none where a newer program wrote the entry.
    pub fn told(&self) -> Option<LogOp> {
        LogOp::named(&self.op)
    }

    /// What it is about, in a line: the customer by name, and what of the customer's it is.
    pub fn about(&self) -> String {
        let named = |kind| self.objects.iter().find(|found| found.object.kind == kind);
        let customer = named(ObjectKind::Account).map(|found| found.shown());
        let first = self.objects.first().filter(|found| found.object.kind != ObjectKind::Account);
        [customer, first.map(NamedObject::shown)].into_iter().flatten().collect::<Vec<_>>().join(" · ")
    }
}

impl NamedObject {
    /// Its name, or its number where it has none.
    pub fn shown(&self) -> &str {
        self.name.as_deref().unwrap_or(&self.object.number)
    }
}

impl ListRow for AuditRow {
    type Column = AuditColumn;
    type Id = i64;

    fn id(&self) -> i64 {
        self.id
    }

    fn value(&self, column: AuditColumn) -> CellValue<'_> {
        match column {
            AuditColumn::Number => self.id.into(),
            AuditColumn::When => self.at.into(),
            AuditColumn::Who => self.by.as_str().into(),
            AuditColumn::What => match self.told() {
                Some(op) => Phrase::LogOp(op).into(),
                None => self.op.as_str().into(),
            },
            AuditColumn::Object => match self.about() {
                about if about.is_empty() => CellValue::Nothing,
                about => about.into(),
            },
            AuditColumn::From => self.origin.map(Phrase::Origin).into(),
            AuditColumn::SystemUser => self.system_user.as_deref().into(),
            AuditColumn::Machine => self.machine.as_deref().into(),
            AuditColumn::Refused => match self.refused.as_deref() {
                Some(id) => Attempt::named(id).map_or(id.into(), |attempt| Phrase::Attempt(attempt).into()),
                None => CellValue::Nothing,
            },
            AuditColumn::Hash => self.hash.as_str().into(),
        }
    }
}

impl ListQuery for AuditQuery {
    type Row = AuditRow;
    type Summary = AuditCounts;

    fn page(&self, db: &Db, _: &Moment, after: Option<&Self::Row>, limit: u32) -> Page<Self> {
        self.behind(db, after.map(|last| last.id), limit)
    }

    fn summary(&self, db: &Db, _: &Moment) -> Result<AuditCounts, Refusal> {
        let filter = self.filter(db)?;
        let found = list::count(db, &filter)?;
        let refused = list::count(db, &EntryFilter { refused: true, ..filter })?;
        Ok(AuditCounts { found, refused, users: list::users(db)? })
    }
}

impl Choosable for AuditQuery {
    fn row(db: &Db, _: &Moment, id: i64) -> Result<Option<AuditRow>, Refusal> {
        row(db, id)
    }
}

/// The entry of this place.
pub fn row(db: &Db, id: i64) -> Result<Option<AuditRow>, Refusal> {
    // The one before the next is the one that is meant.
    let found = list::page(db, &EntryFilter::default(), Some(id + 1), 1)?;
    found.into_iter().find(|entry| entry.id == id).map(|entry| listed(db, entry)).transpose()
}

impl Exported for AuditQuery {
    type Row = AuditRow;
    const NAME: ListName = ListName::Audit;

    fn all() -> Self {
        Self::default()
    }

    fn count(&self, db: &Db, _: &Moment) -> Result<u64, Refusal> {
        list::count(db, &self.filter(db)?)
    }

    fn each(&self, db: &Db, moment: &Moment, each: Each<'_, Self::Row>) -> Result<(), Refusal> {
        each_by_page(self, db, moment, super::STRETCH, each)
    }
}

impl AuditQuery {
    /// The entries behind the one of this place, or the first ones, at most `limit`.
    pub fn behind(&self, db: &Db, after: Option<i64>, limit: u32) -> Page<Self> {
        let found = list::page(db, &self.filter(db)?, after, limit)?;
        found.into_iter().map(|entry| listed(db, entry)).collect()
    }

    fn filter(&self, db: &Db) -> Result<EntryFilter, Refusal> {
        let user = self
            .user
            .as_deref()
            .map(|name| list::user_named(db, name)?.ok_or_else(|| Refusal::not_found(Noun::User, name)));
        Ok(EntryFilter {
            from: self.from.map(china_day_start),
            before: self.to.and_then(|day| day.succ_opt()).map(china_day_start),
            user: user.transpose()?,
            op: self.op.clone(),
            area: self.area,
            object: self.object.clone(),
            refused: self.refused,
            text: self.text.clone(),
        })
    }
}

fn listed(db: &Db, entry: ListedEntry) -> Result<AuditRow, Refusal> {
    let ListedEntry { id, at, by, roles, op, origin, system_user, machine, refused, hash } = entry;
    Ok(AuditRow {
        id,
        at,
        by,
        roles,
        op,
        origin,
        system_user,
        machine,
        refused,
        hash: hex(&hash),
        objects: list::objects(db, id)?,
    })
}
