//! `demo`: a new sandbox store with believable companies in it.

use super::session::Session;
use crate::desk::demo;
use crate::i18n::cli as words;

#[derive(Debug, clap::Args)]
pub(super) struct Args {
    #[arg(long, value_name = "N", default_value_t = demo::DEFAULT_SEED)]
    seed: u64,
}

/// Makes the store; where that fails there is none.
pub(super) fn demo(session: &Session, args: &Args) -> Result<(), u8> {
    let place = session.place_to_make()?;
    session.or_fail(demo::make(&place, args.seed, &mut |_| {}))?;
    let place = place.display().to_string();
    if session.json {
        session.answer_json(&serde_json::json!({ "store": place, "seed": args.seed }));
    } else {
        session.answer(&words::demo_made(session.lang, &place));
    }
    Ok(())
}
