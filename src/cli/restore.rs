//! `restore`: puts a backup in the place of the store, and keeps what was there.

use std::path::PathBuf;
use std::sync::Arc;

use super::session::Session;
use super::sign_in::backup_password;
use super::{REFUSED, UNREADABLE};
use crate::desk::backup::{BackupFile, RestoreStop, Restored, is_encrypted, restore as restore_backup};
use crate::domain::password::Password;
use crate::i18n::check::{all_not_as_proved, lost_scan};
use crate::i18n::cli as words;

#[derive(Debug, clap::Args)]
pub(super) struct Args {
    #[arg(value_name = "FILE")]
    file: PathBuf,
    #[arg(long)]
    replace: bool,
    #[arg(long)]
    as_it_is: bool,
}

/// Restores the backup; 1 when it lacks scans, which are named.
pub(super) fn restore(session: &Session, args: &Args) -> Result<(), u8> {
    let place = session.place_to_make()?;
    let password = if is_encrypted(&args.file) {
        backup_password(session, words::BACKUP_PASSWORD)?.map(|password| Password::typed(&password))
    } else {
        None
    };
    let from = BackupFile { path: args.file.clone(), password, as_it_is: args.as_it_is };
    let meter = Arc::default();
    let restored =
        session.while_told(words::RESTORING, &meter, || restore_backup(&place, &from, args.replace, &meter));
    let Restored { kept, lost, held_mail, found } = restored.map_err(|stop| match stop {
        RestoreStop::Refused(refusal) => {
            let code = session.fail_to_restore(&refusal);
            if refusal.is_of_an_unproved_backup() {
                session.say(words::AS_IT_IS.get(session.lang));
            }
            code
        }
        RestoreStop::Cancelled => UNREADABLE,
    })?;
    let (place, kept) = (place.display().to_string(), kept.map(|kept| kept.display().to_string()));
    if session.json {
        session.answer_json(&serde_json::json!({
            "store": place, "kept": kept, "lost": lost, "held_mail": held_mail, "found": found,
        }));
    } else {
        lost.iter().for_each(|scan| session.answer(&lost_scan(session.lang, scan)));
        session.answer(&words::restored(session.lang, &place));
        if !lost.is_empty() {
            session.answer(&words::lacks_scans(session.lang, lost.len()));
        }
        if !found.is_empty() {
            session.answer(&words::restored_as_it_is(session.lang, &all_not_as_proved(session.lang, &found)));
        }
        if let Some(kept) = kept {
            session.answer(&words::kept_aside(session.lang, &kept));
        }
        if let Some(waiting) = held_mail {
            session.answer(&words::mail_held(session.lang, waiting));
        }
    }
    if lost.is_empty() { Ok(()) } else { Err(REFUSED) }
}
