//! `check`: the file, every law, the audit log and each account's balance, without changing anything.

use super::REFUSED;
use super::session::Session;
use crate::desk::check::{self, Proved, Report};
use crate::domain::check::Violation;
use crate::i18n::check::{notice, proof, violation};
use crate::i18n::cli as words;

/// Answers what is wrong with the store; 1 when something is.
pub(super) fn check(session: &Session) -> Result<(), u8> {
    let place = session.place()?;
    let report = session.or_fail(check::check(&place))?;
    if session.json {
        session.answer_json(&report);
    } else {
        in_words(session, &report);
    }
    if report.violations.is_empty() { Ok(()) } else { Err(REFUSED) }
}

fn in_words(session: &Session, report: &Report) {
    for found in &report.violations {
        session.answer(&violation(session.lang, found));
    }
    for found in &report.notices {
        session.answer(&notice(session.lang, found));
    }
    if let Some(proved) = report.proved.as_ref().filter(|_| report.violations.is_empty()) {
        let Proved { since, since_entry, entry, head, .. } = proved;
        session.answer(&proof::proved(session.lang, *since, *since_entry, *entry, head));
    }
    let Report { accounts, bills, violations, .. } = report;
    let is_store_well = violations.iter().all(|violation| matches!(violation, Violation::Scan(_)));
    session.answer(&words::checked(session.lang, *accounts, *bills, violations.len(), is_store_well));
}
