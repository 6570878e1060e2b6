//! `backup`: a whole copy of the store in a new file; encrypted with a password where that is called `.age`.

use std::path::PathBuf;

use super::REFUSED;
use super::session::Session;
use super::sign_in::new_backup_password;
use crate::desk::backup::{Copied, back_up, back_up_encrypted, is_named_so};
use crate::desk::progress::Meter;
use crate::i18n::check::lost_scan;
use crate::i18n::cli as words;
use crate::i18n::refusal::message;

#[derive(Debug, clap::Args)]
pub(super) struct Args {
    #[arg(long, value_name = "FILE")]
    to: PathBuf,
}

/// Writes the copy; 1 when it lacks scans, or is not what its log proves: that is told.
pub(super) fn backup(session: &Session, args: &Args) -> Result<(), u8> {
    let place = session.place()?;
    let Copied { lost, flaw } = if is_named_so(&args.to) {
        let (password, meter) = (new_backup_password(session)?, Meter::default());
        let made = session
            .while_told(words::BACKING_UP, &meter, || back_up_encrypted(&place, &args.to, &password, &meter));
        session.or_fail(made)?
    } else {
        session.or_fail(back_up(&place, &args.to))?
    };
    let to = args.to.display().to_string();
    if session.json {
        session.answer_json(
            &serde_json::json!({ "store": place.display().to_string(), "backup": to, "lost": lost, "flaw": flaw }),
        );
    } else {
        lost.iter().for_each(|scan| session.answer(&lost_scan(session.lang, scan)));
        session.answer(&words::backed_up(session.lang, &to));
        if !lost.is_empty() {
            session.answer(&words::lacks_scans(session.lang, lost.len()));
        }
        if let Some(flaw) = &flaw {
            session.answer(&message(session.lang, flaw));
        }
    }
    if lost.is_empty() && flaw.is_none() { Ok(()) } else { Err(REFUSED) }
}
