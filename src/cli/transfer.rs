//! `move`: makes a store once more at another place, a file or on a server, and leaves it as it is where it is.

use std::path::PathBuf;
use std::sync::Arc;

use super::session::Session;
use super::{REFUSED, UNREADABLE};
use crate::desk::Open;
use crate::desk::backup::{RestoreStop, transfer as transfer_store};
use crate::desk::server::spelled;
use crate::i18n::check::lost_scan;
use crate::i18n::cli as words;

#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// It is the store of the session then.
    #[arg(long, value_name = "PATH")]
    pub from: Option<PathBuf>,
    #[arg(long, value_name = "PATH")]
    to: PathBuf,
}

/// Moves the store; 1 when it lacks scans, which are named.
pub(super) fn transfer(session: &Session, args: &Args) -> Result<(), u8> {
    let from = session.place()?;
    let to = session.or_fail(spelled(&args.to))?;
    // One of an older program is brought up to date first, as ever.
    drop(session.open(Open::Existing)?);
    let meter = Arc::default();
    let moved = session
        .while_told(words::MOVING, &meter, || transfer_store(&from, &to, session.seat.as_ref(), &meter));
    let moved = moved.map_err(|stop| match stop {
        RestoreStop::Refused(refusal) => session.fail(&refusal),
        RestoreStop::Cancelled => UNREADABLE,
    })?;
    if session.json {
        session.answer_json(&moved);
    } else {
        moved.lost.iter().for_each(|scan| session.answer(&lost_scan(session.lang, scan)));
        let to = to.display().to_string();
        session.answer(&words::moved(session.lang, &to, moved.rows, moved.files, moved.entry));
        if !moved.lost.is_empty() {
            session.answer(&words::lacks_scans(session.lang, moved.lost.len()));
        }
    }
    session.say(&words::left_behind(session.lang, &from.display().to_string()));
    if moved.lost.is_empty() { Ok(()) } else { Err(REFUSED) }
}
