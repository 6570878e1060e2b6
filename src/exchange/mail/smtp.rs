//! The line to a mail server (SMTP, RFC 5321), one step after the other, so that of a message that was not taken it is
//! known how far it came.

use std::cell::Cell;
use std::error::Error as _;
use std::io;
use std::iter::{once, once_with};
use std::thread;
use std::time::Duration;

use lettre::transport::smtp::Error;
use lettre::transport::smtp::authentication::{Credentials, DEFAULT_MECHANISMS};
use lettre::transport::smtp::client::{SmtpConnection, TlsParameters};
use lettre::transport::smtp::commands::{Data, Mail, Rcpt, Rset};
use lettre::transport::smtp::extension::ClientId;
use lettre::transport::smtp::response::{Code, Response};

use super::message::address;
use crate::domain::email::EmailAddress;
use crate::domain::mail::fault::MailFault;
use crate::domain::mail::header_text::HeaderText;
use crate::domain::mail::settings::{MailSettings, Security};

/// How long a server may be silent.
const PATIENCE: Duration = Duration::from_secs(30);
/// How long it may take to say that it has taken a message: whoever gives up earlier does not know whether it has.
const PATIENCE_AT_THE_END: Duration = Duration::from_secs(120);
/// Before each of the last bytes of a message so long is waited for a line that died on the way to show it: of what was
/// not handed over to its end it is known that nobody has it.
const LAST_LOOK: Duration = Duration::from_millis(20);
const LAST_BYTES: usize = 2;

/// An open line to a server, which has let us in.
pub struct Line {
    connection: SmtpConnection,
}

impl Line {
    /// Opens a line and signs in.
    ///
    /// # Errors
    /// Why that is not possible.
    pub fn open(settings: &MailSettings, password: Option<&str>) -> Result<Self, MailFault> {
        let host = settings.host.as_str();
        let name = ClientId::default();
        let tls = match settings.security {
            Security::None => None,
            Security::StartTls | Security::Tls => Some(
                TlsParameters::builder(host.to_owned())
                    .build_rustls()
                    .map_err(|error| MailFault::NotSecret { detail: detail(&error) })?,
            ),
        };
        let at_once = tls.as_ref().filter(|_| settings.security == Security::Tls);
        let server = (host, settings.port.get());
        let mut connection = SmtpConnection::connect(server, Some(PATIENCE), &name, at_once, None)
            .map_err(|error| unreached(&error, at_once.is_some()))?;
        if let Some(tls) = tls.as_ref().filter(|_| settings.security == Security::StartTls) {
            if !connection.can_starttls() {
                return Err(MailFault::NoStartTls);
            }
            connection.starttls(tls, &name).map_err(|error| unreached(&error, true))?;
        }
        if let (Some(user), Some(password)) = (&settings.user, password) {
            sign_in(&mut connection, user, password)?;
        }
        Ok(Self { connection })
    }

    /// Says who writes to whom.
    ///
    /// # Errors
    /// Why the server takes it not: nothing of the message was handed over.
    pub fn announce(&mut self, from: &EmailAddress, to: &[EmailAddress]) -> Result<(), MailFault> {
        let mail = self.connection.command(Mail::new(Some(address(from)), vec![]));
        mail.map_err(|error| fault(&error).of_the_sender())?;
        for to in to {
            let recipient = self.connection.command(Rcpt::new(address(to), vec![]));
            recipient.map_err(|error| fault(&error))?;
        }
        Ok(())
    }

    /// Hands over the message that was announced; answers what the server said when it took it.
    ///
    /// # Errors
    /// It did not, or it is not known.
    pub fn hand_over(&mut self, bytes: &[u8]) -> Result<String, MailFault> {
        self.whole(bytes).map(|answer| said(&answer))
    }

    fn whole(&mut self, bytes: &[u8]) -> Result<Response, MailFault> {
        let answer = self.connection.command(Data).map_err(|error| fault(&error))?;
        if !answer.has_code(354) {
            return Err(MailFault::LineDied { detail: said(&answer) });
        }
        let _ = self.connection.set_timeout(Some(PATIENCE_AT_THE_END));
        let is_whole = Cell::new(false);
        let (most, last) = bytes.split_at(bytes.len().saturating_sub(LAST_BYTES));
        // The parts are asked for one by one, each when the one before it is written. What is written to a line that the
        // other side has closed is what shows that it has: the byte after that fails.
        let looking = |byte| {
            thread::sleep(LAST_LOOK);
            byte
        };
        let whole = || {
            is_whole.set(true);
            &[][..]
        };
        let parts = once(most).chain(last.chunks(1).map(looking)).chain(once_with(whole));
        let answer = self.connection.message_iter(parts);
        let _ = self.connection.set_timeout(Some(PATIENCE));
        answer.map_err(|error| match error.status() {
            // What the server refuses in so many words it has not taken.
            Some(code) => refusal(code, &error),
            None if is_whole.get() => MailFault::NoAnswer { detail: detail(&error) },
            None => MailFault::LineDied { detail: detail(&error) },
        })
    }

    /// Makes the line ready for another message after one that was refused; none: the line is gone.
    pub fn again(mut self) -> Option<Self> {
        self.connection.command(Rset).is_ok().then_some(self)
    }

    /// Says goodbye.
    pub fn close(mut self) {
        // Whoever has sent everything needs no answer.
        let _ = self.connection.quit();
    }
}

fn sign_in(connection: &mut SmtpConnection, user: &str, password: &str) -> Result<(), MailFault> {
    if connection.server_info().get_auth_mechanism(DEFAULT_MECHANISMS).is_none() {
        return Err(MailFault::NoSignIn);
    }
    let credentials = Credentials::new(user.to_owned(), password.to_owned());
    match connection.auth(DEFAULT_MECHANISMS, &credentials) {
        Ok(_) => Ok(()),
        Err(error) if error.status().is_some() => Err(MailFault::SignInRefused { answer: detail(&error) }),
        Err(error) => Err(fault(&error)),
    }
}

/// What went wrong while a line was opened.
fn unreached(error: &Error, is_secret: bool) -> MailFault {
    let text = detail(error);
    // The handshake is done when the first words go over the line, and is told as what was wrong with them.
    let source = error.source().and_then(|source| source.downcast_ref::<io::Error>());
    let is_handshake = source.is_some_and(|error| error.kind() == io::ErrorKind::InvalidData);
    if error.is_tls() || (is_secret && is_handshake) {
        return MailFault::NotSecret { detail: text };
    }
    match error.status() {
        Some(code) => MailFault::NotServed { answer: one_line(&format!("{code} {text}")) },
        None => MailFault::Unreachable { detail: text },
    }
}

/// What went wrong before a message was handed over.
fn fault(error: &Error) -> MailFault {
    match error.status() {
        Some(code) => refusal(code, error),
        None => MailFault::LineDied { detail: detail(error) },
    }
}

fn refusal(code: Code, error: &Error) -> MailFault {
    MailFault::Refused { code: code.into(), answer: detail(error) }
}

/// What is behind an error, in one line.
fn detail(error: &Error) -> String {
    let text = error.source().map_or_else(|| error.to_string(), ToString::to_string);
    one_line(&text)
}

fn said(answer: &Response) -> String {
    let words: Vec<&str> = answer.message().collect();
    one_line(&format!("{} {}", answer.code(), words.join(" ")))
}

/// What a stranger said, as far as it can be shown.
fn one_line(text: &str) -> String {
    const MAX: usize = 300;
    HeaderText::of(text).chars().take(MAX).collect()
}
