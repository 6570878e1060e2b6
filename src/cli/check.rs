//! `check`: the file, every law, the audit log and each account's balance, without changing anything.

use super::REFUSED;
use super::session::Session;
use crate::desk::check::{self, Found, Law, Notice, Proved, Report, Violation};
use crate::desk::stored_scans::LostScan;
use crate::i18n::cli::{self as words, proof};
use crate::i18n::{Lang, Text};

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
    for violation in &report.violations {
        session.answer(&sentence(session.lang, violation));
    }
    for notice in &report.notices {
        session.answer(&notice_in_words(session.lang, notice));
    }
    if let Some(proved) = report.proved.as_ref().filter(|_| report.violations.is_empty()) {
        let Proved { since, since_entry, entry, head, .. } = proved;
        session.answer(&proof::proved(session.lang, *since, *since_entry, *entry, head));
    }
    let Report { accounts, bills, violations, .. } = report;
    let is_store_well = violations.iter().all(|violation| matches!(violation, Violation::Scan(_)));
    session.answer(&words::checked(session.lang, *accounts, *bills, violations.len(), is_store_well));
}

fn sentence(lang: Lang, violation: &Violation) -> String {
    match violation {
        Violation::File { detail } => words::file_damaged(lang, detail),
        Violation::Schema { kind, name } => words::schema_broken(lang, kind, name),
        Violation::Row { broken, subject } => words::law_broken(lang, subject, law(*broken)),
        Violation::Policy { policy, version } => words::policy_broken(lang, policy, *version),
        Violation::Issuer { issuer } => words::issuer_broken(lang, issuer),
        Violation::Item { issuer, item } => words::item_broken(lang, issuer, item),
        Violation::Scan(scan) => lost_scan(lang, scan),
        Violation::NoAdmin => words::NO_ADMIN.get(lang).to_owned(),
        Violation::Table { table, proved: Some(proved), found } => proof::table(lang, table, *proved, *found),
        Violation::Table { table, proved: None, .. } => proof::table_unproved(lang, table),
        Violation::Digests { entry } => proof::digests(lang, *entry),
        Violation::SchemaTouched { entry } => proof::schema_touched(lang, *entry),
        Violation::SchemaVersion { version } => proof::schema_version(lang, *version),
        Violation::Signature { entry } => proof::signature(lang, *entry),
        Violation::UnknownKey { entry } => proof::unknown_key(lang, *entry),
        Violation::SignedByAnother { entry } => proof::signed_by_another(lang, *entry),
        Violation::Unproved { entry } => proof::unproved(lang, *entry),
        Violation::BegunAnew { entry } => proof::begun_anew(lang, *entry),
        Violation::NotAsProved { entry, found } => {
            proof::not_as_proved(lang, *entry, &was_found(lang, found))
        }
        Violation::NoProof => proof::NO_PROOF.get(lang).to_owned(),
        Violation::Sandbox { is_one } => proof::sandbox(lang, *is_one),
        Violation::Identity => proof::IDENTITY.get(lang).to_owned(),
        Violation::HeadLost { entry, seen_at } => proof::head_lost(lang, *entry, *seen_at),
        Violation::Audit { entry } => words::audit_broken(lang, *entry),
        Violation::Balance { account, says, should_say } => {
            words::balance_broken(lang, account, *says, *should_say)
        }
        Violation::Invoiceable { account, invoiceable, in_arrears, sum } => {
            words::invoiceable_broken(lang, account, *invoiceable, *in_arrears, *sum)
        }
    }
}

fn notice_in_words(lang: Lang, notice: &Notice) -> String {
    match notice {
        Notice::ReversedWithoutNumbers { application, invoices } => {
            words::reversed_without_numbers(lang, application, invoices)
        }
        Notice::Restored { at, backup, replaced, .. } => proof::restored(lang, *at, *backup, *replaced),
        Notice::ClockWentBack { entry, from, to } => proof::clock_went_back(lang, *entry, *from, *to),
    }
}

fn was_found(lang: Lang, found: &Found) -> String {
    match found {
        Found::Digests => proof::FOUND_DIGESTS.get(lang).to_owned(),
        Found::Emptied => proof::FOUND_EMPTIED.get(lang).to_owned(),
        Found::Schema => proof::FOUND_SCHEMA.get(lang).to_owned(),
        Found::Log => proof::FOUND_LOG.get(lang).to_owned(),
        Found::Table { table } => proof::found_table(lang, table),
    }
}

/// A scan that is gone, or not what it was.
pub(super) fn lost_scan(lang: Lang, scan: &LostScan) -> String {
    words::scan_lost(lang, &scan.account, &scan.name, &scan.place, &scan.fault)
}

const fn law(law: Law) -> Text {
    match law {
        Law::RefundsAddUp => words::REFUNDS_ADD_UP,
        Law::UsedAddsUp => words::USED_ADDS_UP,
        Law::EndedHoldNothing => words::ENDED_HOLD_NOTHING,
        Law::OffsetsWithinSources => words::OFFSETS_WITHIN_SOURCES,
        Law::LinesAddUp => words::LINES_ADD_UP,
        Law::InvoicesAddUp => words::INVOICES_ADD_UP,
        Law::OwnAccountOnly => words::OWN_ACCOUNT_ONLY,
        Law::TakenWhenPaid => words::TAKEN_WHEN_PAID,
        Law::DatedInOrder => words::DATED_IN_ORDER,
        Law::InvoicedOnceIssued => words::INVOICED_ONCE_ISSUED,
        Law::ReversedByNumber => words::REVERSED_BY_NUMBER,
        Law::NumbersUsedOnce => words::NUMBERS_USED_ONCE,
        Law::SentSomehow => words::SENT_SOMEHOW,
        Law::StandsOnItsReview => words::STANDS_ON_ITS_REVIEW,
        Law::ReviewedByAnother => words::REVIEWED_BY_ANOTHER,
        Law::SecondPersonTookStep => words::SECOND_PERSON_TOOK_STEP,
        Law::CorrectedAndReplaced => words::CORRECTED_AND_REPLACED,
        Law::RemovedHoldNothing => words::REMOVED_HOLD_NOTHING,
        Law::RedLettersInOrder => words::RED_LETTERS_IN_ORDER,
        Law::BatchesAddUp => words::BATCHES_ADD_UP,
        Law::PlannedAddUp => words::PLANNED_ADD_UP,
        Law::OutWhileIssuing => words::OUT_WHILE_ISSUING,
        Law::MailedIsDelivered => words::MAILED_IS_DELIVERED,
        Law::TaxIsOfItsRate => words::TAX_IS_OF_ITS_RATE,
        Law::RateIsLegal => words::RATE_IS_LEGAL,
        Law::SnapshotIsKept => words::SNAPSHOT_IS_KEPT,
        Law::FailingCodesSeen => words::FAILING_CODES_SEEN,
        Law::MonthsAddUp => words::MONTHS_ADD_UP,
        Law::TimelineLeadsToState => words::TIMELINE_LEADS_TO_STATE,
    }
}
