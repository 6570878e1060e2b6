//! Which messages are to be sent, and putting them into the outbox.

use std::hash::{BuildHasher, RandomState};

use serde_json::json;

use crate::desk::Desk;
use crate::desk::clock::Moment;
use crate::desk::commands::application_steps;
use crate::desk::mail::compose::{Composed, compose};
use crate::desk::principal::Principal;
use crate::domain::application::ApplicationState;
use crate::domain::email::EmailAddress;
use crate::domain::ids::{MessageId, UserId};
use crate::domain::mail::outbox::MessageState;
use crate::domain::mail::settings::MailSettings;
use crate::domain::policy::Delivery;
use crate::domain::refusal::Refusal;
use crate::domain::text::Code;
use crate::store::engine::Db;
use crate::store::outbox::{self, NewMessage, StoredMessage};
use crate::store::{application, mail};

/// Whose e-mails are to be sent.
#[derive(Clone, Debug, Default)]
pub struct Wish {
    /// Of these applications, whatever pause there still is; none: of all that are to be e-mailed now.
    pub applications: Vec<Code>,
    /// Who sends them; none: the store's default user.
    pub by: Option<String>,
}

/// An application whose e-mail is not sent now, and why.
#[derive(Clone, Debug, PartialEq, Eq)]
#[expect(missing_docs, reason = "its fields are those of AUTOMATION.md")]
pub struct LeftOut {
    pub application: String,
    pub why: Refusal,
}

/// What is to be sent: messages that are to be put into the outbox, and those that are there.
#[derive(Debug)]
pub struct Plan {
    pub(super) settings: MailSettings,
    /// What is new.
    pub composed: Vec<Composed>,
    /// What waits in the outbox, and is sent again as it is.
    pub waiting: Vec<StoredMessage>,
    /// What waits there though its application has gone on without it.
    pub(super) overtaken: Vec<MessageId>,
    /// What is not sent.
    pub left_out: Vec<LeftOut>,
}

/// The same, on any connection.
///
/// # Errors
/// `mail-not-set`, `store`.
pub fn plan(db: &Db, moment: &Moment, applications: &[Code]) -> Result<Plan, Refusal> {
    let settings = mail::settings(db)?.ok_or(Refusal::MailNotSet)?;
    let (composed, waiting, overtaken, left_out) = (Vec::new(), Vec::new(), Vec::new(), Vec::new());
    let mut plan = Plan { settings, composed, waiting, overtaken, left_out };
    if applications.is_empty() {
        plan.all(db, moment)?;
    }
    for (place, number) in applications.iter().enumerate() {
        if !applications[..place].contains(number) {
            plan.named(db, number)?;
        }
    }
    if mail::is_held(db)? {
        plan.hold();
    }
    Ok(plan)
}

impl Plan {
    fn all(&mut self, db: &Db, moment: &Moment) -> Result<(), Refusal> {
        for id in outbox::open(db)? {
            let message = outbox::by_id(db, id)?;
            let state = application_steps::named(db, &message.application_number)?.state;
            let is_due = match message.state {
                MessageState::Queued => true,
                MessageState::Failed => message.again_at.is_some_and(|at| at <= moment.now),
                _ => false,
            };
            if state == ApplicationState::Issued {
                self.take(message, is_due);
            } else if waits(&message) {
                self.overtaken.push(id);
            }
        }
        for number in outbox::to_be_sent(db)? {
            let stored = application_steps::named(db, &number)?;
            if application_steps::policy_of(db, &stored)?.delivery == Delivery::Email {
                self.compose(db, number)?;
            }
        }
        Ok(())
    }

    fn named(&mut self, db: &Db, number: &str) -> Result<(), Refusal> {
        let stored = application::by_number(db, number)?;
        let is_issued = stored.as_ref().is_some_and(|stored| stored.state == ApplicationState::Issued);
        let message = stored.map_or(Ok(None), |stored| outbox::of_application(db, stored.id))?;
        match message.filter(|message| message.state != MessageState::Sent) {
            Some(message) if is_issued || !waits(&message) => {
                let is_due = waits(&message);
                self.take(message, is_due);
                return Ok(());
            }
            Some(message) => self.overtaken.push(message.id),
            None => {}
        }
        self.compose(db, number.to_owned())
    }

    fn take(&mut self, message: StoredMessage, is_due: bool) {
        if is_due {
            self.waiting.push(message);
        } else {
            let why = Refusal::MailPending { message: message.state, again_at: message.again_at };
            self.left_out.push(LeftOut { application: message.application_number, why });
        }
    }

    fn compose(&mut self, db: &Db, application: String) -> Result<(), Refusal> {
        let stored = application_steps::named(db, &application);
        match stored.and_then(|stored| compose(db, &self.settings, stored, None)) {
            Ok(composed) => self.composed.push(composed),
            Err(fault @ Refusal::Store { .. }) => return Err(fault),
            Err(why) => self.left_out.push(LeftOut { application, why }),
        }
        Ok(())
    }

    /// Leaves out all that was to be sent.
    fn hold(&mut self) {
        let waiting = self.waiting.drain(..).map(|message| message.application_number);
        let held = waiting.chain(self.composed.drain(..).map(|composed| composed.application));
        self.left_out.extend(held.map(|application| LeftOut { application, why: Refusal::MailHeld }));
    }
}

/// Whether nobody has got a message yet, so that it can be sent, or taken out.
fn waits(message: &StoredMessage) -> bool {
    matches!(message.state, MessageState::Queued | MessageState::Failed)
}

/// What is in the outbox now, and is to be sent.
pub(super) struct Queue {
    pub(super) settings: MailSettings,
    pub(super) messages: Vec<MessageId>,
    pub(super) left_out: Vec<LeftOut>,
}

impl Desk {
    /// Plans what is to be sent, and changes nothing.
    ///
    /// # Errors
    /// `mail-not-set`, `store`.
    pub fn plan_mail(&self, applications: &[Code]) -> Result<Plan, Refusal> {
        self.db.snapshot(|db| plan(db, &self.moment(), applications))
    }

    /// Puts what is to be sent into the outbox.
    pub(super) fn queue_mail(&self, wish: &Wish) -> Result<Queue, Refusal> {
        self.transact_as(Principal::User(wish.by.as_deref()), "queue_mail", |tx| {
            let Plan { settings, composed, waiting, overtaken, left_out } =
                plan(tx.db, tx.moment, &wish.applications)?;
            for id in &overtaken {
                outbox::discard(tx.db, *id, tx.user.id)?;
            }
            let mut messages: Vec<MessageId> = waiting.iter().map(|message| message.id).collect();
            let mut log = Vec::new();
            for composed in &composed {
                let (id, message_id) = keep(tx.db, tx.moment, tx.user.id, composed)?;
                messages.push(id);
                log.push(logged(composed, &message_id));
            }
            let request = json!({
                "applications": wish.applications,
                "queued": log,
                "again": waiting.len(),
                "discarded": overtaken.len(),
            });
            Ok((Queue { settings, messages, left_out }, request))
        })
    }
}

/// Puts a message into the outbox; answers what it is known by, too.
pub(crate) fn keep(
    db: &Db,
    moment: &Moment,
    by: UserId,
    composed: &Composed,
) -> Result<(MessageId, String), Refusal> {
    let message_id = message_id(composed);
    let Composed { to, cc, from_name, from, subject, body, stored, .. } = composed;
    let new = NewMessage {
        application: stored.id,
        message_id: &message_id,
        sender_name: from_name,
        sender: from,
        recipients: to,
        cc: cc.as_deref(),
        subject,
        body,
        at: moment.now,
        by,
    };
    Ok((outbox::insert(db, &new, &composed.files)?, message_id))
}

/// A message as the audit log keeps it: who gets what, without the words.
pub(crate) fn logged(composed: &Composed, message_id: &str) -> serde_json::Value {
    let Composed { application, to, cc, from, files, .. } = composed;
    json!({ "application": application, "message_id": message_id, "from": from, "to": to, "cc": cc, "files": files })
}

/// What no other message is known by: chance, the application, and the domain of the sender.
fn message_id(composed: &Composed) -> String {
    let chance = || RandomState::new().hash_one(());
    let domain = EmailAddress::parse(&composed.from).map(|from| from.parts().1.to_owned());
    let domain = domain.unwrap_or_else(|_| "localhost".to_owned());
    format!("{:016x}{:016x}.{}@{domain}", chance(), chance(), composed.application)
}
