//! Messages to customers, and how far each has come.
//!
//! Errors of every call: `store`.

use chrono::{DateTime, Utc};
use serde::Serialize;

use crate::domain::ids::{ApplicationId, MessageId, UserId};
use crate::domain::mail::fault::MailFault;
use crate::domain::mail::outbox::MessageState;
use crate::domain::refusal::Refusal;
use crate::store::engine::{Db, columns, json, params};

json! { MailFault }

/// A message as kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StoredMessage {
    pub id: MessageId,
    pub application: ApplicationId,
    pub application_number: String,
    /// What stands in its `Message-ID`, without the brackets.
    pub message_id: String,
    /// The name that recipients see; may be empty.
    pub sender_name: String,
    pub sender: String,
    /// The addresses that it is written to, between commas.
    pub recipients: String,
    /// Those that get a copy.
    pub cc: Option<String>,
    pub subject: String,
    pub body: String,
    pub queued_at: DateTime<Utc>,
    pub queued_by: String,
    pub state: MessageState,
    pub tries: u32,
    pub tried_at: Option<DateTime<Utc>>,
    /// Whether the server was told that the message comes.
    pub is_begun: bool,
    /// When it is tried again by itself.
    pub again_at: Option<DateTime<Utc>>,
    /// Of its bytes as they were handed over.
    pub sha256: Option<String>,
    /// What went wrong last.
    pub why: Option<MailFault>,
    /// With what the server took it.
    pub answer: Option<String>,
    /// Who decided about it last, where somebody had to.
    pub decided_by: Option<String>,
}

columns! {
    StoredMessage {
        id, application, application_number, message_id, sender_name, sender, recipients, cc, subject, body, queued_at,
        queued_by, state, tries, tried_at, is_begun, again_at, sha256, why, answer, decided_by
    }
}

/// A message to be added.
#[derive(Clone, Debug)]
pub struct NewMessage<'a> {
    pub application: ApplicationId,
    pub message_id: &'a str,
    pub sender_name: &'a str,
    pub sender: &'a str,
    pub recipients: &'a str,
    pub cc: Option<&'a str>,
    pub subject: &'a str,
    pub body: &'a str,
    pub at: DateTime<Utc>,
    pub by: UserId,
}

/// A file that is attached to a message.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct AttachedFile {
    /// What it is called in the message.
    pub name: String,
    /// Of its content, in lower-case hexadecimal.
    pub sha256: String,
}

columns! { AttachedFile { name, sha256 } }

/// Adds a message, with what is attached to it.
pub fn insert(db: &Db, new: &NewMessage<'_>, files: &[AttachedFile]) -> Result<MessageId, Refusal> {
    let NewMessage { application, message_id, sender_name, sender, recipients, cc, subject, body, at, by } =
        new;
    let values = params![application, message_id, sender_name, sender, recipients, cc, subject, body, at, by];
    let id: MessageId = db.insert(include_str!("insert.sql"), values)?;
    for (place, file) in (1_i64..).zip(files) {
        let values = params![id, place, file.name, file.sha256];
        db.run(include_str!("insert_file.sql"), values)?;
    }
    Ok(id)
}

/// The message in this row.
pub fn by_id(db: &Db, id: MessageId) -> Result<StoredMessage, Refusal> {
    db.one(include_str!("by_id.sql"), [id])
}

/// The message of an application that counts.
pub fn of_application(db: &Db, id: ApplicationId) -> Result<Option<StoredMessage>, Refusal> {
    db.maybe(include_str!("of_application.sql"), [id])
}

/// Every message, the newest first.
pub fn all(db: &Db) -> Result<Vec<StoredMessage>, Refusal> {
    db.all(include_str!("all.sql"), [])
}

/// The messages before this one, or the newest, at most `limit`: all, or only those that are not sent yet.
pub fn page(
    db: &Db,
    is_open: bool,
    before: Option<MessageId>,
    limit: u32,
) -> Result<Vec<StoredMessage>, Refusal> {
    let sql = if is_open { include_str!("page_open.sql") } else { include_str!("page.sql") };
    db.all(sql, params![before.unwrap_or(MessageId(i64::MAX)), limit])
}

/// The messages that are not sent yet, the first first.
pub fn open(db: &Db) -> Result<Vec<MessageId>, Refusal> {
    db.all(include_str!("open.sql"), [])
}

/// The messages on their way.
pub fn left_sending(db: &Db) -> Result<Vec<MessageId>, Refusal> {
    db.all(include_str!("left_sending.sql"), [])
}

/// What is attached to a message.
pub fn files(db: &Db, id: MessageId) -> Result<Vec<AttachedFile>, Refusal> {
    db.all(include_str!("files.sql"), [id])
}

/// Writes that a message is tried.
pub fn begin_try(db: &Db, id: MessageId, at: DateTime<Utc>) -> Result<(), Refusal> {
    db.run(include_str!("try.sql"), params![id, at])
}

/// Writes that the server is about to be told that the message comes, and the hash of its bytes; answers whether that is
/// still to be done: the message is on its way, and nobody has begun it.
pub fn begin(db: &Db, id: MessageId, sha256: &str) -> Result<bool, Refusal> {
    Ok(db.execute(include_str!("begin.sql"), params![id, sha256])? == 1)
}

/// Writes that the server took a message.
pub fn sent(db: &Db, id: MessageId, answer: &str) -> Result<(), Refusal> {
    db.run(include_str!("sent.sql"), params![id, answer])
}

/// Writes that a message was not sent, or that it is not known whether it was.
pub fn fail(db: &Db, id: MessageId, why: &MailFault, again_at: Option<DateTime<Utc>>) -> Result<(), Refusal> {
    let state = if why.is_unknown() { MessageState::Unknown } else { MessageState::Failed };
    db.run(include_str!("fail.sql"), params![id, state, why.is_unknown(), why, again_at])
}

/// Writes that a message waits as before its last try, of which the server was told nothing.
pub fn stopped(db: &Db, id: MessageId) -> Result<(), Refusal> {
    db.run(
        include_str!("fail.sql"),
        params![id, MessageState::Queued, false, MailFault::Stopped, None::<i64>],
    )
}

/// Writes that somebody wants a message to be sent once more.
pub fn requeue(db: &Db, id: MessageId, by: UserId) -> Result<(), Refusal> {
    db.run(include_str!("requeue.sql"), params![id, by])
}

/// Writes that somebody knows that a message arrived.
pub fn arrived(db: &Db, id: MessageId, by: UserId) -> Result<(), Refusal> {
    db.run(include_str!("arrived.sql"), params![id, by])
}

/// Writes that a message is not to be sent any more.
pub fn discard(db: &Db, id: MessageId, by: UserId) -> Result<(), Refusal> {
    db.run(include_str!("discard.sql"), params![id, by])
}

/// The numbers of the issued applications that have no message, the first submitted first.
pub fn to_be_sent(db: &Db) -> Result<Vec<String>, Refusal> {
    db.all(include_str!("to_be_sent.sql"), [])
}
