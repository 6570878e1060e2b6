//! `restore`: puts a backup in the place of the store, and keeps what was there.

use std::path::PathBuf;

use super::ALL_WELL;
use super::session::Session;
use crate::desk::backup;
use crate::i18n::cli as words;

#[derive(Debug, clap::Args)]
pub(super) struct Args {
    #[arg(value_name = "FILE")]
    file: PathBuf,
    #[arg(long)]
    replace: bool,
}

/// Restores the backup.
pub(super) fn restore(session: &Session, args: &Args) -> u8 {
    let place = match session.place_to_make() {
        Ok(place) => place,
        Err(code) => return code,
    };
    let kept = match backup::restore(&place, &args.file, args.replace) {
        Ok(kept) => kept,
        Err(refusal) => return session.fail(&refusal),
    };
    let (place, kept) = (place.display().to_string(), kept.map(|kept| kept.display().to_string()));
    if session.json {
        session.answer_json(&serde_json::json!({ "store": place, "kept": kept }));
        return ALL_WELL;
    }
    session.answer(&words::restored(session.lang, &place));
    if let Some(kept) = kept {
        session.answer(&words::kept_aside(session.lang, &kept));
    }
    ALL_WELL
}
