//! Handing the messages of the outbox to the server, one after the other.

use std::path::PathBuf;

use chrono::{DateTime, Utc};
use serde::Serialize;

use crate::desk::Desk;
use crate::desk::mail::password;
use crate::desk::mail::queue::{LeftOut, Queue, Wish};
use crate::desk::mail::steps::Tried;
use crate::desk::mail::turn::Turn;
use crate::desk::progress::Meter;
use crate::desk::server::archive_of;
use crate::domain::email::{EmailAddress, emails};
use crate::domain::ids::MessageId;
use crate::domain::mail::fault::MailFault;
use crate::domain::mail::header_text::HeaderText;
use crate::domain::mail::settings::MailSettings;
use crate::domain::refusal::Refusal;
use crate::exchange::mail::message::{self, Parts};
use crate::exchange::mail::smtp::Line;
use crate::exchange::scans::{Archive, hash};
use crate::store::outbox::{AttachedFile, StoredMessage};

/// Where the short transactions of sending are done: at a desk of one's own, or at the writing desk of an office.
pub trait Books {
    /// Has `work` done there, and waits for it.
    ///
    /// # Errors
    /// What it refuses, or that nobody is there any more.
    fn at<T: Send + 'static>(
        &mut self,
        work: impl FnOnce(&mut Desk) -> Result<T, Refusal> + Send + 'static,
    ) -> Result<T, Refusal>;

    /// Where the store is.
    fn store(&self) -> PathBuf;
}

impl Books for Desk {
    fn at<T: Send + 'static>(
        &mut self,
        work: impl FnOnce(&mut Desk) -> Result<T, Refusal> + Send + 'static,
    ) -> Result<T, Refusal> {
        work(self)
    }

    fn store(&self) -> PathBuf {
        self.path().to_owned()
    }
}

/// What became of the messages.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[expect(missing_docs, reason = "its fields are those of AUTOMATION.md")]
pub struct Report {
    pub sent: Vec<SentMail>,
    pub failed: Vec<FailedMail>,
    pub unknown: Vec<UnknownMail>,
    pub left_out: Vec<LeftOut>,
    /// Whether it was stopped by whoever watched it; what was not tried waits.
    pub cancelled: bool,
}

/// A message that the server took.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[expect(missing_docs, reason = "its fields are those of AUTOMATION.md")]
pub struct SentMail {
    pub application: String,
    pub to: String,
    pub message_id: String,
}

/// A message that nobody has got.
#[derive(Clone, Debug, PartialEq, Eq)]
#[expect(missing_docs, reason = "its fields are those of AUTOMATION.md")]
pub struct FailedMail {
    pub application: String,
    pub to: String,
    pub why: MailFault,
    pub tries: u32,
    /// When it is tried again by itself; none: a person decides.
    pub again_at: Option<DateTime<Utc>>,
}

/// A message of which it is not known whether somebody has got it.
#[derive(Clone, Debug, PartialEq, Eq)]
#[expect(missing_docs, reason = "its fields are those of AUTOMATION.md")]
pub struct UnknownMail {
    pub application: String,
    pub to: String,
    pub why: MailFault,
}

/// Puts what is wished for into the outbox and hands it over. `meter` counts messages, and may be cancelled between two
/// of them.
///
/// # Errors
/// `mail-not-set`, `mail-password-missing`, `key-store`, `mail-is-being-sent`, `not-permitted`, `store`: also where the turn
/// has ended with the connection to the server. What was sent before is in the outbox as sent.
pub fn send(books: &mut impl Books, wish: &Wish, meter: &Meter) -> Result<Report, Refusal> {
    let turn = Turn::take(&books.store())?.ok_or(Refusal::MailIsBeingSent)?;
    let wanted = wish.clone();
    let Queue { settings, messages, left_out } = books.at(move |desk| {
        desk.put_mail_right()?;
        desk.queue_mail(&wanted)
    })?;
    let report = Report { left_out, ..Report::default() };
    if messages.is_empty() {
        return Ok(report);
    }
    meter.expect(messages.len() as u64);
    let password = password::needed(&settings)?;
    let archive = archive_of(&books.store());
    let mut run =
        Run { books, turn, by: wish.by.clone(), archive, settings, password, line: None, gone: None, report };
    for (place, &id) in messages.iter().enumerate() {
        if meter.is_cancelled() {
            run.report.cancelled = true;
            break;
        }
        if run.line.is_none() && run.gone.is_none() {
            run.open().map_or_else(|fault| run.gone = Some(fault), |line| run.line = Some(line));
        }
        if let Some(fault) = run.gone.take() {
            run.fail_all(&messages[place..], &fault)?;
            break;
        }
        run.one(id)?;
        meter.advance();
    }
    if let Some(line) = run.line {
        line.close();
    }
    Ok(run.report)
}

struct Run<'a, B> {
    books: &'a mut B,
    turn: Turn,
    by: Option<String>,
    archive: Archive,
    settings: MailSettings,
    password: Option<String>,
    line: Option<Line>,
    /// Why the server is of no use to any message.
    gone: Option<MailFault>,
    report: Report,
}

/// A message that is about to be handed over.
struct Outgoing {
    from: EmailAddress,
    recipients: Vec<EmailAddress>,
    bytes: Vec<u8>,
}

impl<B: Books> Run<'_, B> {
    /// Hands one message over and writes what became of it.
    fn one(&mut self, id: MessageId) -> Result<(), Refusal> {
        let Some((message, files)) = self.tried(id)? else { return Ok(()) };
        let handed = match self.outgoing(&message, &files) {
            Ok(outgoing) => self.hand_over(id, &outgoing)?,
            Err(fault) => Err(fault),
        };
        let answer = match handed {
            Ok(answer) => answer,
            Err(fault) => return self.failed(message, fault),
        };
        let (application, to) = (message.application_number.clone(), message.recipients.clone());
        let sent = SentMail { application, to, message_id: message.message_id.clone() };
        let by = self.by.clone();
        self.books.at(move |desk| desk.mail_sent(by.as_deref(), &message, &answer))?;
        self.report.sent.push(sent);
        Ok(())
    }

    /// The message, about to be handed over; none: there is nothing to be sent any more.
    fn tried(&mut self, id: MessageId) -> Result<Option<(StoredMessage, Vec<AttachedFile>)>, Refusal> {
        let by = self.by.clone();
        Ok(match self.books.at(move |desk| desk.try_mail(by.as_deref(), id))? {
            Tried::Ready(message, files) => Some((*message, files)),
            Tried::Overtaken(left_out) => {
                self.report.left_out.push(left_out);
                None
            }
        })
    }

    fn failed(&mut self, message: StoredMessage, fault: MailFault) -> Result<(), Refusal> {
        let by = self.by.clone();
        let failed = self.books.at(move |desk| desk.mail_failed(by.as_deref(), &message, &fault))?;
        if failed.why.is_unknown() {
            let FailedMail { application, to, why, .. } = failed;
            self.report.unknown.push(UnknownMail { application, to, why });
        } else {
            self.report.failed.push(failed);
        }
        Ok(())
    }

    fn open(&self) -> Result<Line, MailFault> {
        Line::open(&self.settings, self.password.as_deref())
    }

    /// Hands a message over; answers what the server said, or what went wrong.
    fn hand_over(
        &mut self,
        id: MessageId,
        outgoing: &Outgoing,
    ) -> Result<Result<String, MailFault>, Refusal> {
        let mut line = match self.announced(outgoing) {
            Ok(line) => line,
            Err(fault) => return Ok(Err(fault)),
        };
        self.turn.is_held()?;
        let (by, sha256) = (self.by.clone(), hash(&outgoing.bytes));
        self.books.at(move |desk| desk.begin_mail(by.as_deref(), id, &sha256))?;
        let handed = line.hand_over(&outgoing.bytes);
        self.line = match &handed {
            Ok(_) => Some(line),
            Err(MailFault::Refused { .. }) => line.again(),
            Err(_) => None,
        };
        Ok(handed)
    }

    /// The line on which the message is announced: the open one, or where that has ended meanwhile another.
    fn announced(&mut self, outgoing: &Outgoing) -> Result<Line, MailFault> {
        let Outgoing { from, recipients, .. } = outgoing;
        let announced = |mut line: Line| (line.announce(from, recipients), line);
        let open = self.line.take().map_or_else(|| self.open(), Ok)?;
        let (said, line) = match announced(open) {
            (Err(fault), _) if fault.is_of_the_line() => announced(self.open()?),
            said => said,
        };
        let Err(fault) = said else { return Ok(line) };
        if fault.is_of_the_line() || fault.is_of_the_run() {
            self.gone = Some(fault.clone());
        } else {
            self.line = line.again();
        }
        Err(fault)
    }

    /// The message as it goes over the line, or what is wrong with it.
    fn outgoing(&self, message: &StoredMessage, attached: &[AttachedFile]) -> Result<Outgoing, MailFault> {
        let mut files = Vec::new();
        for file in attached {
            match self.archive.open(&file.sha256) {
                Ok(content) => files.push((file.name.clone(), content)),
                Err(_) => return Err(MailFault::FileLost { name: file.name.clone() }),
            }
        }
        let invalid = |error| MailFault::BadAddress { error };
        let from = EmailAddress::parse(&message.sender).map_err(invalid)?;
        let to = emails(&message.recipients).map_err(invalid)?;
        let cc = message.cc.as_deref().map(emails).transpose().map_err(invalid)?.unwrap_or_default();
        let recipients = to.iter().chain(&cc).cloned().collect();
        let bytes = message::bytes(Parts {
            message_id: message.message_id.clone(),
            at: message.queued_at,
            from_name: HeaderText::of(&message.sender_name),
            from: from.clone(),
            to,
            cc,
            subject: HeaderText::of(&message.subject),
            body: message.body.clone(),
            files,
        });
        Ok(Outgoing { from, recipients, bytes })
    }

    /// Writes that there is no line for these messages.
    fn fail_all(&mut self, ids: &[MessageId], fault: &MailFault) -> Result<(), Refusal> {
        for &id in ids {
            if let Some((message, _)) = self.tried(id)? {
                self.failed(message, fault.clone())?;
            }
        }
        Ok(())
    }
}
