//! `server password`: puts the password by which this computer's user comes to a store on a server into the system's key
//! store, from the terminal or from standard input. It is never an argument, which others on the machine can read.

use std::io::{self, IsTerminal};
use std::path::PathBuf;

use serde_json::json;
use zeroize::Zeroizing;

use super::UNREADABLE;
use super::args::one_of;
use super::session::Session;
use crate::desk::server::{ServerPlace, password};
use crate::i18n::{mail, server as words};

#[derive(Debug, clap::Args)]
pub(super) struct Args {
    #[arg(value_parser = one_of([("password", What::Password)]))]
    what: What,
    #[arg(value_name = "URL")]
    address: PathBuf,
}

#[derive(Clone, Copy, Debug)]
enum What {
    Password,
}

/// Asks for the password and keeps it.
pub(super) fn server(session: &Session, args: &Args) -> Result<(), u8> {
    let What::Password = args.what;
    let server = session.or_fail(ServerPlace::read(&args.address))?;
    let typed = asked(session).unwrap_or_default();
    let typed = typed.trim_end_matches(['\r', '\n']);
    if typed.is_empty() {
        session.say(mail::NO_PASSWORD_GIVEN.get(session.lang));
        return Err(UNREADABLE);
    }
    session.or_fail(password::keep(&server, typed))?;
    if session.json {
        session.answer_json(&json!({ "server": server.to_string(), "set": true }));
    } else {
        session.answer(mail::PASSWORD_KEPT.get(session.lang));
    }
    Ok(())
}

fn asked(session: &Session) -> io::Result<Zeroizing<String>> {
    if io::stdin().is_terminal() {
        return rpassword::prompt_password(words::PASSWORD_PROMPT.get(session.lang)).map(Zeroizing::new);
    }
    let mut line = Zeroizing::new(String::new());
    io::stdin().read_line(&mut line)?;
    Ok(line)
}
