//! The short transactions of a message on its way.

use serde_json::json;

use crate::desk::Desk;
use crate::desk::commands::application_steps::{self, DeliverApplication};
use crate::desk::commands::transaction::Transaction;
use crate::desk::mail::queue::LeftOut;
use crate::desk::mail::send::FailedMail;
use crate::desk::mail::turn::Turn;
use crate::desk::principal::Principal;
use crate::domain::application::{ApplicationState, Step};
use crate::domain::ids::MessageId;
use crate::domain::mail::fault::MailFault;
use crate::domain::mail::outbox::{MessageState, again_at};
use crate::domain::refusal::{Refusal, Transition, checked};
use crate::store::outbox::{self, AttachedFile, StoredMessage};

/// A message that is to be handed over.
pub(super) enum Tried {
    /// It may be.
    Ready(Box<StoredMessage>, Vec<AttachedFile>),
    /// There is nothing to be sent any more, or somebody else has decided about it.
    Overtaken(LeftOut),
}

impl Desk {
    /// Writes that a message is tried now. One whose application has gone on meanwhile is taken out instead.
    pub(super) fn try_mail(&self, by: Option<&str>, id: MessageId) -> Result<Tried, Refusal> {
        self.transact_as(Principal::User(by), "try_mail", |tx| {
            let mut message = outbox::by_id(tx.db, id)?;
            let (application, message_id) = (message.application_number.clone(), message.message_id.clone());
            let request = json!({ "application": application, "message_id": message_id });
            let overtaken = |why| {
                Ok((Tried::Overtaken(LeftOut { application: application.clone(), why }), request.clone()))
            };
            if !matches!(message.state, MessageState::Queued | MessageState::Failed) {
                return overtaken(Refusal::MailPending {
                    message: message.state,
                    again_at: message.again_at,
                });
            }
            let state = application_steps::named(tx.db, &application)?.state;
            if state != ApplicationState::Issued {
                outbox::discard(tx.db, id, tx.user.id)?;
                let (application, step) = (application.clone(), Step::Deliver);
                return overtaken(Refusal::TransitionNotAllowed(Transition::Application {
                    application,
                    state,
                    step,
                }));
            }
            outbox::begin_try(tx.db, id, tx.moment.now)?;
            message.tries += 1;
            let files = outbox::files(tx.db, id)?;
            Ok((Tried::Ready(Box::new(message), files), request))
        })
    }

    /// Writes that the server is about to be told that a message comes, with the hash of its bytes.
    ///
    /// # Errors
    /// `mail-is-being-sent`: whoever has the turn by now has gone on with it; `not-permitted`, `store`.
    pub(super) fn begin_mail(&self, by: Option<&str>, id: MessageId, sha256: &str) -> Result<(), Refusal> {
        self.transact_as(Principal::User(by), "begin_mail", |tx| {
            if !outbox::begin(tx.db, id, sha256)? {
                return Err(Refusal::MailIsBeingSent);
            }
            let message_id = outbox::by_id(tx.db, id)?.message_id;
            Ok(((), json!({ "message_id": message_id, "sha256": sha256 })))
        })
    }

    /// Writes that the server took a message: its application is delivered.
    pub(super) fn mail_sent(
        &self,
        by: Option<&str>,
        message: &StoredMessage,
        answer: &str,
    ) -> Result<(), Refusal> {
        self.transact_as(Principal::User(by), "mail_sent", |tx| {
            outbox::sent(tx.db, message.id, answer)?;
            deliver(tx, message)?;
            let application = &message.application_number;
            Ok((
                (),
                json!({ "application": application, "message_id": message.message_id, "answer": answer }),
            ))
        })
    }

    /// Writes that a message was not sent, or that it is not known whether it was.
    pub(super) fn mail_failed(
        &self,
        by: Option<&str>,
        message: &StoredMessage,
        why: &MailFault,
    ) -> Result<FailedMail, Refusal> {
        let op = if why.is_unknown() { "mail_unknown" } else { "mail_failed" };
        self.transact_as(Principal::User(by), op, |tx| {
            let again_at = again_at(why, message.tries, tx.moment.now);
            outbox::fail(tx.db, message.id, why, again_at)?;
            let failed = FailedMail {
                application: message.application_number.clone(),
                to: message.recipients.clone(),
                why: why.clone(),
                tries: message.tries,
                again_at,
            };
            let application = &message.application_number;
            let said = json!({ "application": application, "message_id": message.message_id, "why": why });
            Ok((failed, said))
        })
    }

    /// Says of what a program left on its way that was stopped whether it waits, or whether it is not known what became
    /// of it; unless somebody is sending just now.
    pub(in crate::desk) fn put_left_mail_right(&self) -> Result<(), Refusal> {
        if outbox::left_sending(&self.db)?.is_empty() {
            return Ok(());
        }
        match Turn::take(&self.path)? {
            Some(_turn) => self.put_mail_right(),
            None => Ok(()),
        }
    }

    /// The same, by whoever has the turn.
    pub(super) fn put_mail_right(&self) -> Result<(), Refusal> {
        if outbox::left_sending(&self.db)?.is_empty() {
            return Ok(());
        }
        self.transact_as(Principal::Program, "recover_mail", |tx| {
            let mut log = Vec::new();
            for id in outbox::left_sending(tx.db)? {
                let message = outbox::by_id(tx.db, id)?;
                if message.is_begun {
                    outbox::fail(tx.db, id, &MailFault::StoppedMidway, None)?;
                } else {
                    outbox::stopped(tx.db, id)?;
                }
                log.push(json!({ "message_id": message.message_id, "begun": message.is_begun }));
            }
            Ok(((), json!({ "messages": log })))
        })
    }
}

/// Takes the application of a message that arrived to be delivered, unless it has gone on already.
pub(crate) fn deliver(tx: &Transaction<'_>, message: &StoredMessage) -> Result<ApplicationState, Refusal> {
    let state = application_steps::named(tx.db, &message.application_number)?.state;
    if state != ApplicationState::Issued {
        return Ok(state);
    }
    let fields = DeliverApplication {
        application: checked("application", &message.application_number)?,
        carrier: None,
        tracking_no: None,
        email: Some(message.recipients.clone()),
    };
    Ok(application_steps::deliver_application(tx, &fields)?.state)
}
