//! `seal` and `verify`: a month into a folder that proves what it was, and such a folder looked over.

use std::path::PathBuf;

use serde_json::json;

use super::REFUSED;
use super::files::month;
use super::import::unreadable;
use super::session::Session;
use crate::desk::Open;
use crate::desk::progress::Meter;
use crate::desk::seal::verify::{Noted, Verified, VerifyStop, verify as look_over};
use crate::desk::seal::{SealAsked, SealStop};
use crate::i18n::{print, seal as words};

#[derive(Debug, clap::Args)]
pub(super) struct Args {
    #[arg(long, value_name = "YYYY-MM")]
    month: String,
    #[arg(long, value_name = "FOLDER")]
    to: PathBuf,
}

/// Seals a month.
pub(super) fn seal(session: &Session, args: &Args) -> Result<(), u8> {
    let lang = session.lang;
    let asked = SealAsked { month: month(session, &args.month)?, to: args.to.clone() };
    let desk = session.open(Open::Existing)?;
    let meter = Meter::default();
    let sealed = session.while_told(words::SEALING, &meter, || {
        desk.seal_month(None, &asked, &|printed| print::say(lang, printed), &mut |at| meter.report(at))
    });
    let sealed = match sealed {
        Ok(sealed) => sealed,
        Err(SealStop::Refused(refusal)) => return Err(session.fail(&refusal)),
        Err(SealStop::Unconfirmed(refusal)) => {
            session.say(words::FOLDER_STAYS.get(lang));
            return Err(session.fail(&refusal));
        }
        Err(stop) => return Err(unreadable(session, "bad-file", &words::stop(lang, &stop))),
    };
    let (manifest, to) = (&sealed.manifest, args.to.display().to_string());
    if session.json {
        session.answer_json(&json!({
            "month": manifest.month,
            "to": to,
            "files": manifest.files.len(),
            "entry": sealed.entry,
            "head": manifest.head,
            "signer": manifest.signer,
            "manifest_sha256": sealed.manifest_sha256,
            "totals": manifest.totals,
        }));
    } else {
        words::totals(lang, manifest).iter().for_each(|line| session.answer(line));
        session.answer(&words::head(lang, manifest.head.entry, &manifest.head.hash));
        session.answer(&words::signer(lang, manifest));
        session.answer(&words::manifest(lang, &sealed.manifest_sha256));
        session.answer(&words::sealed(lang, manifest.month, manifest.files.len(), &to));
    }
    Ok(())
}

#[derive(Debug, clap::Args)]
pub(super) struct VerifyArgs {
    #[arg(value_name = "FOLDER")]
    folder: PathBuf,
    #[arg(long, value_name = "HEX")]
    key: Option<String>,
    #[arg(long, value_name = "HEX")]
    sha256: Option<String>,
}

/// Looks over the folder of a sealed month, and against the log of the store that is named; 1 when something is wrong.
pub(super) fn verify(session: &Session, args: &VerifyArgs) -> Result<(), u8> {
    let lang = session.lang;
    let meter = Meter::default();
    let store = session.named_store();
    let noted = Noted { key: args.key.as_deref(), sha256: args.sha256.as_deref() };
    let looked = session.while_told(words::VERIFYING, &meter, || {
        look_over(&args.folder, store, noted, &mut |progress| meter.report(progress))
    });
    let verified = match looked {
        Ok(verified) => verified,
        Err(VerifyStop::Refused(refusal)) => return Err(session.fail(&refusal)),
        Err(stop) => return Err(unreadable(session, "bad-file", &words::verify_stop(lang, &stop))),
    };
    if session.json {
        let violations: Vec<_> = verified
            .violations
            .iter()
            .map(|fault| {
                let mut told = json!(fault);
                told["message"] = json!(words::fault(lang, fault));
                told
            })
            .collect();
        let mut told = json!(verified);
        told["folder"] = json!(args.folder.display().to_string());
        told["violations"] = json!(violations);
        if let Some(files) = told.pointer_mut("/manifest/files") {
            // They are in the manifest, and may be very many.
            *files = json!(verified.manifest.as_ref().map_or(0, |manifest| manifest.files.len()));
        }
        session.answer_json(&told);
    } else {
        in_words(session, &verified, noted);
    }
    if verified.violations.is_empty() { Ok(()) } else { Err(REFUSED) }
}

fn in_words(session: &Session, verified: &Verified, noted: Noted<'_>) {
    let lang = session.lang;
    if let Some(manifest) = &verified.manifest {
        session.answer(&words::title(lang, manifest.month));
        session.answer(&words::sealed_by(lang, &manifest.by, manifest.sealed_at));
        words::totals(lang, manifest).iter().for_each(|line| session.answer(line));
        session.answer(&words::head(lang, manifest.head.entry, &manifest.head.hash));
        session.answer(&words::signer(lang, manifest));
    }
    if let Some(sha256) = &verified.manifest_sha256 {
        session.answer(&words::manifest(lang, sha256));
    }
    for change in verified.changed_since.iter().flatten() {
        session.answer(&words::later(lang, change));
    }
    if let Some(changes) = verified.changed_since.as_ref().filter(|changes| !changes.is_empty()) {
        session.answer(&words::changed(lang, changes.len()));
    }
    for fault in &verified.violations {
        session.answer(&words::fault(lang, fault));
    }
    session.answer(&words::looked_at(lang, verified.files));
    let is_known = verified.held_against_store || noted.key.is_some() || noted.sha256.is_some();
    match verified.violations.len() {
        0 if is_known => session.answer(words::ALL_WELL.get(lang)),
        0 => session.answer(words::AGREES.get(lang)),
        wrong => session.answer(&words::violations(lang, wrong)),
    }
    if !verified.held_against_store {
        session.say(words::NOT_HELD_AGAINST.get(lang));
    }
}
