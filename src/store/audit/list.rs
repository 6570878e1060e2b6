//! The log as a list: narrowed to who, what, when and what it was about, newest first.
//!
//! Errors of every call: `store`.

use chrono::{DateTime, Utc};

use super::StoredEntry;
use crate::domain::ids::{KeyId, UserId};
use crate::domain::log::{LogArea, LogObject, ObjectKind};
use crate::domain::origin::Origin;
use crate::domain::refusal::Refusal;
use crate::domain::role::Role;
use crate::store::engine::conditions::Conditions;
use crate::store::engine::{Db, columns, params};

/// An entry in the list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ListedEntry {
    /// Its place in the log.
    pub id: i64,
    /// When it was done.
    pub at: DateTime<Utc>,
    /// The name of whoever did it.
    pub by: String,
    /// What whoever did it may do now.
    pub roles: Vec<Role>,
    /// What was done.
    pub op: String,
    /// Where from; none where an older program wrote the entry, as with the two that follow.
    pub origin: Option<Origin>,
    /// Whose login of the system it was.
    pub system_user: Option<String>,
    /// The name of the machine.
    pub machine: Option<String>,
    /// The rule that refused it, where it was an attempt.
    pub refused: Option<String>,
    /// Its hash.
    pub hash: Vec<u8>,
}

columns! { ListedEntry { id, at, by, roles, op, origin, system_user, machine, refused, hash } }

/// Something that an entry is about, and what it is called.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NamedObject {
    /// What it is.
    pub object: LogObject,
    /// The customer's name, or that of the file that was imported.
    pub name: Option<String>,
}

/// Which entries are listed: those for which everything that is given holds.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct EntryFilter {
    /// From this instant on.
    pub from: Option<DateTime<Utc>>,
    /// Before this instant.
    pub before: Option<DateTime<Utc>>,
    /// By this user.
    pub user: Option<UserId>,
    /// Of this op.
    pub op: Option<String>,
    /// In this field of work.
    pub area: Option<LogArea>,
    /// About what has this number, of one kind or of any.
    pub object: Option<(Option<ObjectKind>, String)>,
    /// Attempts that were refused alone.
    pub refused: bool,
    /// About something whose number begins so, or a customer that is found by it; or in whose request this stands.
    pub text: String,
}

/// The entries behind `after`, or the newest ones, at most `limit`.
pub fn page(
    db: &Db,
    filter: &EntryFilter,
    after: Option<i64>,
    limit: u32,
) -> Result<Vec<ListedEntry>, Refusal> {
    let mut query = Conditions::default();
    let from = narrowed(&mut query, filter);
    if let Some(after) = after {
        let after = query.bind(after);
        query.also(format!("a.id < {after}"));
    }
    let limit = query.bind(limit);
    // What was found by a number is asked for by the place in the log, so that nothing is sorted.
    let place = if filter.area.is_some() { "o.entry_id" } else { "a.id" };
    let (select, conditions) = (include_str!("list.sql"), query.text());
    let sql = format!("{select} {from} WHERE {conditions} ORDER BY {place} DESC LIMIT {limit}");
    db.all(&sql, query.values().as_slice())
}

/// How many entries a filter leaves.
pub fn count(db: &Db, filter: &EntryFilter) -> Result<u64, Refusal> {
    let mut query = Conditions::default();
    let from = narrowed(&mut query, filter);
    let sql = format!("{} {from} WHERE {}", include_str!("count.sql"), query.text());
    db.one(&sql, query.values().as_slice())
}

/// Narrows a query, and answers what it is asked of.
fn narrowed(query: &mut Conditions, filter: &EntryFilter) -> &'static str {
    let mut from = "FROM audit a JOIN app_user u ON u.id = a.user_id";
    if let Some(area) = filter.area {
        let area = query.bind(area);
        query.also(format!("o.kind = 'area' AND o.number = {area}"));
        from = "FROM audit_object o /*+ in order */ JOIN audit a ON a.id = o.entry_id JOIN app_user u ON u.id = a.user_id";
    }
    query.is("a.user_id", filter.user);
    query.is("a.op", filter.op.clone());
    if filter.refused {
        query.also("a.refused IS NOT NULL");
    }
    // Clocks may go back, so the first and last places of those days are looked for first.
    if let Some(at) = filter.from {
        let at = query.bind(at);
        query.also(format!(
            "/*+ no index */ a.at >= {at} AND a.id >= (SELECT min(id) FROM audit /*+ by audit_by_at */ WHERE at >= {at})"
        ));
    }
    if let Some(at) = filter.before {
        let at = query.bind(at);
        query.also(format!(
            "/*+ no index */ a.at < {at} AND a.id <= (SELECT max(id) FROM audit /*+ by audit_by_at */ WHERE at < {at})"
        ));
    }
    if let Some((kind, number)) = &filter.object {
        let number = query.bind(number.clone());
        let kinds = kinds(*kind);
        query.also(format!(
            "a.id IN (SELECT entry_id FROM audit_object WHERE kind IN ({kinds}) AND number = {number})"
        ));
    }
    let text = filter.text.trim();
    if !text.is_empty() {
        let mut ways = vec![format!("kind IN ({}) AND {}", kinds(None), query.begins("number", text))];
        // A number without a letter is no name's, and is found by its beginning.
        let is_number = text.chars().all(|c| c.is_ascii_digit() || "-_/ ".contains(c));
        if !is_number && let Some(accounts) = query.accounts_with(text) {
            ways.push(format!(
                "kind = 'account' AND number IN (SELECT code FROM account WHERE id IN ({accounts}))"
            ));
        }
        let ways = ways.into_iter().map(|way| format!("SELECT entry_id FROM audit_object WHERE {way}"));
        let ways = ways.collect::<Vec<_>>().join(" UNION ALL ");
        // Names of fields are in no way what was asked.
        let part = query.bind(format!("%{}%", as_it_stands(&text.to_ascii_lowercase())));
        query.also(format!(
            "(a.id IN ({ways}) OR (lower(a.request) LIKE {part} ESCAPE '!' AND EXISTS (
                SELECT 1 FROM json_tree(CASE WHEN json_valid(a.request) THEN a.request ELSE '{{}}' END) j
                WHERE j.type IN ('text', 'integer') AND lower(j.value) LIKE {part} ESCAPE '!')))"
        ));
    }
    from
}

/// A text of which no character stands for others.
fn as_it_stands(text: &str) -> String {
    text.replace('!', "!!").replace('%', "!%").replace('_', "!_")
}

fn kinds(kind: Option<ObjectKind>) -> String {
    let kinds = kind.map_or(ObjectKind::ALL.to_vec(), |kind| vec![kind]);
    kinds.into_iter().map(|kind| format!("'{}'", <&str>::from(kind))).collect::<Vec<_>>().join(", ")
}

/// What an entry is about, the most particular first.
pub fn objects(db: &Db, entry: i64) -> Result<Vec<NamedObject>, Refusal> {
    let found: Vec<(ObjectKind, String, Option<String>, Option<String>)> =
        db.all(include_str!("objects.sql"), [entry])?;
    let mut objects: Vec<NamedObject> = found
        .into_iter()
        .map(|(kind, number, customer, file)| NamedObject {
            object: LogObject { kind, number },
            name: customer.or(file),
        })
        .collect();
    objects.sort_by(|a, b| a.object.cmp(&b.object));
    Ok(objects)
}

/// Writes what the entry of this place is about, and whose that is.
pub fn insert_objects(db: &Db, entry: i64, area: LogArea, objects: &[LogObject]) -> Result<(), Refusal> {
    db.run(include_str!("insert_object.sql"), params![entry, "area", area])?;
    for LogObject { kind, number } in objects {
        db.run(include_str!("insert_object.sql"), params![entry, *kind, number])?;
    }
    if objects.is_empty() { Ok(()) } else { db.execute(include_str!("insert_owners.sql"), [entry]).map(drop) }
}

/// The user of this name, the program itself also.
pub fn user_named(db: &Db, name: &str) -> Result<Option<UserId>, Refusal> {
    db.maybe(include_str!("user_named.sql"), [name])
}

/// The whole entry of this place.
pub fn entry(db: &Db, entry: i64) -> Result<Option<StoredEntry>, Refusal> {
    db.maybe(include_str!("of_entry.sql"), [entry])
}

/// The public half of a key, and the user whose it is; none: a machine's.
pub type SignedBy = (Vec<u8>, Option<String>);

/// By whom an entry with this key is signed.
pub fn signed_by(db: &Db, key: KeyId) -> Result<Option<SignedBy>, Refusal> {
    db.maybe(include_str!("signed_by.sql"), [key])
}

/// What people call the row of this number in a table: by its own name or number, else by those of what it belongs to;
/// none where it is gone, or has none.
pub fn named_row(db: &Db, table: &str, row: i64) -> Result<Option<String>, Refusal> {
    db.maybe(include_str!("named_row.sql"), params![table, row])
}

/// The names of those who stand in the log, in order.
pub fn users(db: &Db) -> Result<Vec<String>, Refusal> {
    db.all(include_str!("users.sql"), [])
}
