//! `import tracking`: a carrier's list of parcels.

use std::path::Path;

use serde_json::{Value, json};

use super::REFUSED;
use super::import::unreadable;
use super::session::Session;
use crate::desk::Open;
use crate::desk::paperwork::{ListStop, Parcel, TrackingAsked, TrackingImported};
use crate::i18n::{cli, tracking as words};

/// Takes in the list; 1 when a row was not taken, 2 when it is no such list.
pub(super) fn import(
    session: &Session,
    file: &Path,
    carrier: Option<&str>,
    only_shown: bool,
) -> Result<(), u8> {
    let shown = file.display().to_string();
    let asked = TrackingAsked { path: file, carrier };
    let desk = session.open(Open::Existing)?;
    let done = if only_shown { desk.preview_tracking(asked) } else { desk.import_tracking(None, asked) };
    let done = done.map_err(|stop| stopped(session, &shown, &stop))?;
    if session.json {
        session.answer_json(&answer(session, &shown, &done));
    } else {
        say(session, &done, only_shown);
    }
    if done.unmatched.is_empty() && done.unclear.is_empty() { Ok(()) } else { Err(REFUSED) }
}

fn stopped(session: &Session, shown: &str, stop: &ListStop) -> u8 {
    match stop {
        ListStop::Refused(refusal) => session.fail(refusal),
        ListStop::List(error) => {
            let why = words::list_error(session.lang, error);
            unreadable(session, "bad-file", &cli::about_file(session.lang, shown, &why))
        }
    }
}

fn answer(session: &Session, shown: &str, done: &TrackingImported) -> Value {
    let parcel = |parcel: &Parcel| {
        let Parcel { row, application, carrier, tracking_no } = parcel;
        json!({ "row": row, "application": application, "carrier": carrier, "tracking_no": tracking_no })
    };
    let unmatched = done.unmatched.iter().map(|unmatched| {
        let mut said = json!({
            "row": unmatched.row,
            "tracking_no": unmatched.tracking_no,
            "rule": unmatched.why.rule(),
            "why": words::why(session.lang, &unmatched.why),
        });
        if let Some(application) = &unmatched.application {
            said["application"] = application.as_str().into();
        }
        said
    });
    let unclear = done.unclear.iter().map(|unclear| {
        json!({ "row": unclear.row, "tracking_no": unclear.tracking_no, "applications": unclear.applications })
    });
    json!({
        "file": shown,
        "read": done.read,
        "matched": done.matched.iter().map(parcel).collect::<Vec<_>>(),
        "already": done.already.iter().map(parcel).collect::<Vec<_>>(),
        "unmatched": unmatched.collect::<Vec<_>>(),
        "ambiguous": unclear.collect::<Vec<_>>(),
    })
}

fn say(session: &Session, done: &TrackingImported, only_shown: bool) {
    let lang = session.lang;
    for Parcel { row, application, carrier, tracking_no } in &done.matched {
        session.answer(&words::delivered(lang, *row, application, carrier, tracking_no));
    }
    for unmatched in &done.unmatched {
        let why = words::why(lang, &unmatched.why);
        session.answer(&words::unmatched(lang, unmatched.row, &unmatched.tracking_no, &why));
    }
    for unclear in &done.unclear {
        session.answer(&words::unclear(lang, unclear.row, &unclear.tracking_no, &unclear.applications));
    }
    let TrackingImported { read, matched, already, unmatched, unclear } = done;
    let counts = [*read, matched.len(), already.len(), unmatched.len(), unclear.len()];
    session.answer(&words::taken(lang, counts));
    if only_shown {
        session.answer(cli::ONLY_SHOWN.get(lang));
    }
}
