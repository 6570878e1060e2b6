//! `mail-password`: puts the password of the mail server's user into the system's key store, from the terminal or from
//! standard input. It is never an argument, which others on the machine can read.

use std::io::{self, IsTerminal};

use serde_json::json;

use super::UNREADABLE;
use super::session::Session;
use crate::desk::mail::password::{keep, settings_of};
use crate::i18n::mail as words;

#[derive(Debug, clap::Args)]
pub(super) struct Args {
    #[arg(long, required = true)]
    set: bool,
}

/// Asks for the password and keeps it.
pub(super) fn set(session: &Session, _: &Args) -> Result<(), u8> {
    let lang = session.lang;
    let place = session.place()?;
    let settings = session.or_fail(settings_of(&place))?;
    if settings.user.is_none() {
        session.say(words::NO_MAIL_USER.get(lang));
        return Err(UNREADABLE);
    }
    let password = asked(session).unwrap_or_default();
    let password = password.trim_end_matches(['\r', '\n']);
    if password.is_empty() {
        session.say(words::NO_PASSWORD_GIVEN.get(lang));
        return Err(UNREADABLE);
    }
    session.or_fail(keep(&settings, password))?;
    if session.json {
        session.answer_json(&json!({ "host": settings.host.as_str(), "user": settings.user, "set": true }));
    } else {
        session.answer(words::PASSWORD_KEPT.get(lang));
    }
    Ok(())
}

fn asked(session: &Session) -> io::Result<String> {
    if io::stdin().is_terminal() {
        return rpassword::prompt_password(words::PASSWORD.get(session.lang));
    }
    let mut line = String::new();
    io::stdin().read_line(&mut line)?;
    Ok(line)
}
