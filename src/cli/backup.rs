//! `backup`: a whole copy of the store in a new file.

use std::path::PathBuf;

use super::ALL_WELL;
use super::session::Session;
use crate::desk::backup::back_up;
use crate::i18n::cli as words;

#[derive(Debug, clap::Args)]
pub(super) struct Args {
    #[arg(long, value_name = "FILE")]
    to: PathBuf,
}

/// Writes the copy.
pub(super) fn backup(session: &Session, args: &Args) -> u8 {
    let place = match session.place() {
        Ok(place) => place,
        Err(code) => return code,
    };
    if let Err(refusal) = back_up(&place, &args.to) {
        return session.fail(&refusal);
    }
    let to = args.to.display().to_string();
    if session.json {
        session.answer_json(&serde_json::json!({ "store": place.display().to_string(), "backup": to }));
    } else {
        session.answer(&words::backed_up(session.lang, &to));
    }
    ALL_WELL
}
