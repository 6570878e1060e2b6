//! What is dated in a sealed month or before and what is not: each that is says so in its entry of the log.

use std::collections::BTreeSet;

use fapiao_desk::desk::check;
use fapiao_desk::desk::lists::ListQuery;
use fapiao_desk::desk::lists::audit::AuditQuery;
use fapiao_desk::desk::pages::audit::entry;
use fapiao_desk::desk::protocol::decode::decode;
use fapiao_desk::desk::seal::verify::{Noted, verify};
use fapiao_desk::desk::seal::{Month, SealAsked, SealStop, Sealed};
use fapiao_desk::desk::{Desk, Open, read_up_to_date};
use fapiao_desk::domain::log::ObjectKind;
use fapiao_desk::domain::refusal::Refusal;
use fapiao_desk::domain::role::Role;
use fapiao_desk::domain::seal::SealFault;
use fapiao_desk::i18n::{Lang, print};

use crate::common::Play;
use crate::common::lines::{
    apply_amount, at, bill, by, issue, non_invoiceable, paid, refund, status, step, user,
};
use crate::common::place::folder;

const OCTOBER: &str = "2026-10";

fn seal(play: &Play, month: &str, by: Option<&str>, name: &str) -> Result<Sealed, SealStop> {
    let asked = SealAsked { month: Month::parse(month).unwrap(), to: play.desk.path().with_file_name(name) };
    play.desk.seal_month(by, &asked, &|printed| print::say(Lang::Zh, printed), &mut |_| true)
}

/// A customer with bills and an application of October, which is sealed.
fn sealed() -> (Play, String) {
    let mut play = Play::with_one_issuer();
    play.at("2026-10-20T12:00:00+08:00");
    play.customer("C1", "T");
    play.customer("C2", "T");
    play.all_ok([
        paid("C1", "B1", "1000.00"),
        bill("C1", "B2", "50.00", "2026-10-15", "2026-11-10", None),
        non_invoiceable("C2", "5.00"),
    ]);
    let number = play.applied(&apply_amount("C1", "100.00"));
    play.at("2026-11-22T12:00:00+08:00");
    seal(&play, OCTOBER, None, "sealed").unwrap();
    (play, number)
}

/// The sealed months of which figures are changed by a line, as told to whoever sent it and as the log says.
fn touched(play: &mut Play, line: &str) -> Vec<String> {
    play.desk.take_touched();
    play.ok(line);
    let told: BTreeSet<Month> = play.desk.take_touched();
    let db = read_up_to_date(play.desk.path()).unwrap();
    let newest = AuditQuery::default().page(&db, &play.desk.moment(), None, 1).unwrap().remove(0);
    let entry = entry(&db, newest.id).unwrap().unwrap();
    assert_eq!(entry.sealed, told.iter().copied().collect::<Vec<_>>(), "{line}");
    let named = newest.objects.iter().filter(|found| found.object.kind == ObjectKind::Month);
    assert_eq!(named.count(), told.len(), "{line}");
    told.iter().map(ToString::to_string).collect()
}

#[test]
fn whatever_is_dated_in_a_sealed_month_or_before_its_end_changes_it() {
    let (mut play, number) = sealed();
    play.accept(&number);
    let pay = |on: &str| format!(r#"{{"op":"pay_bill","bill_no":"B2","paid_on":"{on}"}}"#);
    let amend = r#"{"op":"correct_bill","bill_no":"B3","reason":"登错","changes":{"amount":"8.00"}}"#;
    let moved =
        r#"{"op":"correct_bill","bill_no":"B4","reason":"登错","changes":{"billed_on":"2026-10-30"}}"#;
    let october = |line: &str| line.replace("2026-11-22", "2026-10-31");
    for line in [
        bill("C1", "B3", "9.00", "2026-10-31", "2026-11-30", None),
        bill("C1", "B0", "9.00", "2026-03-01", "2026-03-30", Some("2026-11-20")),
        amend.to_owned(),
        bill("C1", "B5", "9.00", "2026-11-05", "2026-11-30", Some("2026-10-31")),
        october(&refund("B1", "1.00")),
        issue(&number, &[("26111000000000000001", "100.00")]).replace("2026-11-22", "2026-10-25"),
        r#"{"op":"remove_bill","bill_no":"B3","reason":"登错"}"#.to_owned(),
        r#"{"op":"remove_non_invoiceable","account":"C2","amount":"5.00","reason":"other","why":"登错"}"#
            .to_owned(),
        pay("2026-10-30"),
    ] {
        assert_eq!(touched(&mut play, &line), [OCTOBER], "{line}");
    }
    // A bill that is moved into it.
    assert_eq!(touched(&mut play, &bill("C1", "B4", "9.00", "2026-11-01", "2026-11-30", None)), [""; 0]);
    assert_eq!(touched(&mut play, moved), [OCTOBER]);
    // With the clock put back, whatever counts on its day counts then.
    assert_eq!(touched(&mut play, &at("2026-10-25T12:00:00+08:00", &status("C1", "frozen"))), [OCTOBER]);
    let report = check::check(play.desk.path()).unwrap();
    assert_eq!(report.violations, []);
}

#[test]
fn what_is_of_a_later_day_changes_no_sealed_month() {
    let (mut play, number) = sealed();
    let pay = r#"{"op":"pay_bill","bill_no":"B2","paid_on":"2026-11-20"}"#;
    for line in [
        step("accept_application", &number),
        pay.to_owned(),
        bill("C1", "B3", "9.00", "2026-11-01", "2026-11-30", None),
        refund("B1", "1.00"),
        non_invoiceable("C1", "5.00"),
        status("C1", "frozen"),
        status("C1", "active"),
        apply_amount("C1", "20.00"),
        issue(&number, &[("26111000000000000001", "100.00")]),
    ] {
        assert_eq!(touched(&mut play, &line), [""; 0], "{line}");
    }
}

#[test]
fn every_sealed_month_behind_the_day_is_changed_and_none_before_it() {
    let (mut play, _) = sealed();
    seal(&play, "2026-09", None, "september").unwrap();
    let dated = |no: &str, on: &str| bill("C1", no, "9.00", on, "2026-11-30", None);
    assert_eq!(touched(&mut play, &dated("B3", "2026-10-02")), [OCTOBER]);
    assert_eq!(touched(&mut play, &dated("B4", "2026-09-30")), ["2026-09", OCTOBER]);
}

#[test]
fn a_month_can_be_sealed_again_with_what_was_changed() {
    let (mut play, _) = sealed();
    touched(&mut play, &bill("C1", "B3", "9.00", "2026-10-31", "2026-11-30", None));
    let changed = |play: &Play| {
        let notices = check::check(play.desk.path()).unwrap().notices;
        notices.iter().filter(|notice| matches!(notice, check::Notice::SealedChanged { .. })).count()
    };
    assert_eq!(changed(&play), 1);
    seal(&play, OCTOBER, None, "again").unwrap();
    assert_eq!(changed(&play), 0, "the newer seal knows of it");
}

#[test]
fn a_month_is_sealed_by_a_clerk_once_it_is_over_and_a_cancelled_seal_leaves_nothing() {
    let (mut play, _) = sealed();
    play.ok(&user("李审", "reviewer"));
    let refused = seal(&play, OCTOBER, Some("李审"), "other").unwrap_err();
    let needs = vec![Role::Clerk, Role::Admin];
    assert_eq!(refused, SealStop::Refused(Refusal::NotPermitted { by: "李审".to_owned(), needs }));
    assert!(matches!(
        seal(&play, "2026-11", None, "other"),
        Err(SealStop::Refused(Refusal::BadField { .. }))
    ));
    let to = play.desk.path().with_file_name("other");
    let asked = SealAsked { month: Month::parse(OCTOBER).unwrap(), to: to.clone() };
    let stopped =
        play.desk.seal_month(None, &asked, &|printed| print::say(Lang::Zh, printed), &mut |_| false);
    assert_eq!(stopped.unwrap_err(), SealStop::Cancelled);
    assert!(!to.exists());
    let entries = AuditQuery { op: Some("seal_month".to_owned()), ..AuditQuery::default() };
    let db = read_up_to_date(play.desk.path()).unwrap();
    // The first seal, and the attempt that was not permitted.
    assert_eq!(entries.page(&db, &play.desk.moment(), None, 10).unwrap().len(), 2);
    play.ok(&by("desk", r#"{"op":"tickets"}"#));
}

#[test]
fn others_work_while_a_month_is_sealed_and_the_seal_is_of_what_they_did() {
    let (play, _) = sealed();
    let mut other = Desk::open(play.desk.path(), Open::Existing).unwrap();
    let mut add = |no: usize| {
        let line = at("2026-11-22T12:00:00+08:00", &paid("C1", &format!("X{no}"), "1.00"));
        let envelope = decode(serde_json::from_str(&line).unwrap()).unwrap();
        other.handle(&envelope).unwrap();
    };
    let mut go = |name: &str, until: usize| {
        let asked =
            SealAsked { month: Month::parse(OCTOBER).unwrap(), to: play.desk.path().with_file_name(name) };
        let mut added = 0;
        play.desk.seal_month(None, &asked, &|printed| print::say(Lang::Zh, printed), &mut |progress| {
            if progress.done == 1 && added < until {
                added += 1;
                add(until * 10 + added);
            }
            true
        })
    };
    let once = go("once", 1).unwrap();
    assert_eq!(once.manifest.head.entry + 1, once.entry);
    let entries = AuditQuery { op: Some("add_bill".to_owned()), ..AuditQuery::default() };
    let db = read_up_to_date(play.desk.path()).unwrap();
    assert_eq!(entries.page(&db, &play.desk.moment(), None, 1).unwrap()[0].id, once.manifest.head.entry);
    assert_eq!(go("ever", 100).unwrap_err(), SealStop::Overtaken);
    assert!(!play.desk.path().with_file_name("ever").exists());
    assert_eq!(check::check(play.desk.path()).unwrap().violations, []);
}

#[test]
fn a_manifest_that_was_cut_off_or_changed_is_looked_over_and_never_found_whole() {
    let folder = folder();
    let found = |manifest: &[u8]| {
        std::fs::write(folder.path().join("manifest.json"), manifest).unwrap();
        verify(folder.path(), None, Noted::default(), &mut |_| true).unwrap().violations
    };
    let whole = include_bytes!("../fixtures/sealed/manifest.json");
    let missing = ["T/register.xlsx", "T/register.pdf", "invoices.xlsx", "applications.xlsx"];
    let missing = missing.into_iter().chain(["balances.xlsx", "files/25442000000012345678.xml"]);
    let missing = missing.map(|path| SealFault::Missing { path: path.to_owned() });
    let expected: Vec<SealFault> = std::iter::once(SealFault::NoSignature).chain(missing).collect();
    assert_eq!(found(whole), expected, "it is read to its end");
    for end in (0..whole.len() - 2).step_by(7) {
        assert_eq!(found(&whole[..end]), [SealFault::BadManifest], "cut off at {end}");
    }
    for place in (0..whole.len()).step_by(5) {
        for byte in [b'9', b'-', 0xFF] {
            let mut changed = whole.to_vec();
            changed[place] = byte;
            assert_ne!(found(&changed), [], "{byte} at {place}");
        }
    }
}
