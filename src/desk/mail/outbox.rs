//! The outbox as people read it: what was sent to whom, when, with which files, and what became of it.

use chrono::{DateTime, Utc};
use serde::Serialize;

use crate::desk::commands::application_steps;
use crate::domain::ids::{ApplicationId, MessageId};
use crate::domain::mail::fault::MailFault;
use crate::domain::mail::outbox::MessageState;
use crate::domain::refusal::{Noun, Refusal, checked};
use crate::domain::text::Code;
use crate::store::engine::Db;
use crate::store::mail;
use crate::store::outbox::{self, AttachedFile, StoredMessage};

/// A message of the outbox.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[expect(missing_docs, reason = "its fields are those of AUTOMATION.md")]
pub struct OutboxMail {
    #[serde(skip)]
    pub id: MessageId,
    pub application: String,
    pub state: MessageState,
    pub message_id: String,
    pub from_name: String,
    pub from: String,
    /// The addresses that it is written to, between commas.
    pub to: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub cc: Option<String>,
    pub subject: String,
    pub queued_at: DateTime<Utc>,
    pub by: String,
    pub tries: u32,
    /// When it was tried last: of one that was sent, when that was.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub tried_at: Option<DateTime<Utc>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub again_at: Option<DateTime<Utc>>,
    /// Of the whole message as it was handed over.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub sha256: Option<String>,
    /// With what the server took it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub answer: Option<String>,
    /// Who decided about it last, where somebody had to.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub decided_by: Option<String>,
    pub files: Vec<AttachedFile>,
    /// What went wrong last; the words for it are chosen by whoever shows it.
    #[serde(skip)]
    pub why: Option<MailFault>,
}

/// Every message, the newest first.
///
/// # Errors
/// `store`.
pub fn outbox(db: &Db) -> Result<Vec<OutboxMail>, Refusal> {
    outbox::all(db)?.into_iter().map(|message| shown(db, message)).collect()
}

/// The messages behind one, or the newest, at most `limit`: all, or only those that are not sent yet.
///
/// # Errors
/// `store`.
pub fn page(
    db: &Db,
    is_open: bool,
    after: Option<&OutboxMail>,
    limit: u32,
) -> Result<Vec<OutboxMail>, Refusal> {
    let messages = outbox::page(db, is_open, after.map(|last| last.id), limit)?;
    messages.into_iter().map(|message| shown(db, message)).collect()
}

/// What there is to do about the outbox.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct OutboxWork {
    /// How many messages are not sent yet.
    pub open: usize,
    /// How many of them somebody has to decide about.
    pub to_decide: usize,
    /// The applications of those that are sent by themselves, now or after a pause; the first first.
    pub waiting: Vec<Code>,
    /// Whether nothing is sent, since the store was restored from a backup.
    pub is_held: bool,
}

/// What there is to do.
///
/// # Errors
/// `store`.
pub fn work(db: &Db) -> Result<OutboxWork, Refusal> {
    let mut work = OutboxWork { is_held: mail::is_held(db)?, ..OutboxWork::default() };
    for id in outbox::open(db)? {
        let message = outbox::by_id(db, id)?;
        work.open += 1;
        match message.state {
            MessageState::Queued => {}
            MessageState::Failed if message.again_at.is_some() => {}
            MessageState::Failed | MessageState::Unknown => {
                work.to_decide += 1;
                continue;
            }
            MessageState::Sending | MessageState::Sent | MessageState::Discarded => continue,
        }
        work.waiting.push(checked("application", &message.application_number)?);
    }
    Ok(work)
}

/// The message of an application that counts.
///
/// # Errors
/// `not-found`: also where there is none; `store`.
pub fn of_application(db: &Db, number: &str) -> Result<OutboxMail, Refusal> {
    let stored = application_steps::named(db, number)?;
    counting(db, stored.id)?.ok_or_else(|| Refusal::not_found(Noun::Message, number))
}

/// The same for a row; none where there is none.
pub(in crate::desk) fn counting(db: &Db, id: ApplicationId) -> Result<Option<OutboxMail>, Refusal> {
    outbox::of_application(db, id)?.map(|message| shown(db, message)).transpose()
}

fn shown(db: &Db, message: StoredMessage) -> Result<OutboxMail, Refusal> {
    let files = outbox::files(db, message.id)?;
    Ok(OutboxMail {
        id: message.id,
        application: message.application_number,
        state: message.state,
        message_id: message.message_id,
        from_name: message.sender_name,
        from: message.sender,
        to: message.recipients,
        cc: message.cc,
        subject: message.subject,
        queued_at: message.queued_at,
        by: message.queued_by,
        tries: message.tries,
        tried_at: message.tried_at,
        again_at: message.again_at,
        sha256: message.sha256,
        answer: message.answer,
        decided_by: message.decided_by,
        files,
        why: message.why,
    })
}
