//! What comes back is matched with what is waited for, recorded once, and kept.

use std::path::{Path, PathBuf};

use fapiao_desk::desk::check::check;
use fapiao_desk::desk::returned::{Outcome, ReturnedReport};
use fapiao_desk::domain::returned::{ComparedField, Unmatched};
use image::ImageFormat;

use crate::common::lines::{self, NAME, TAX_ID};
use crate::common::returned::{Made, archive, of_200, of_customer, picture};
use crate::common::{Play, text};

const SELLER_ID: &str = "91110108MA0TEKT01R";

/// A desk whose customer `C1` of `T` has an application of 100.00 that is being issued; answers its number.
fn issuing() -> (Play, String) {
    let mut play = Play::with_bill("T");
    play.paid("C1", "B2", "300.00");
    let application = play.applied(&lines::apply_amount("C1", "100.00"));
    play.accept(&application);
    (play, application)
}

fn put(play: &Play, name: &str, bytes: &[u8]) -> PathBuf {
    let path = play.desk.path().with_file_name(name);
    std::fs::write(&path, bytes).unwrap();
    path
}

fn play_path(play: &Play, name: &str) -> String {
    play.desk.path().with_file_name(name).display().to_string()
}

fn import(play: &mut Play, paths: &[&Path]) -> ReturnedReport {
    fapiao_desk::desk::scans::draw_pages_by(Path::new(env!("CARGO_BIN_EXE_fapiao-desk")));
    let paths: Vec<PathBuf> = paths.iter().map(|path| path.to_path_buf()).collect();
    play.desk.import_returned(None, &paths, false, &mut |_| true).unwrap()
}

fn one(play: &mut Play, name: &str, bytes: &[u8]) -> Outcome {
    let path = put(play, name, bytes);
    let mut report = import(play, &[&path]);
    assert_eq!(report.files.len(), 1);
    report.files.remove(0).read.unwrap().1
}

fn first_field(outcome: &Outcome) -> ComparedField {
    match outcome {
        Outcome::Differing { differences, .. } => differences[0].field,
        other => panic!("{other:?}"),
    }
}

/// How many files are kept beside the store.
fn kept(play: &Play) -> usize {
    let folder = play.desk.path().with_extension("files");
    let Ok(folders) = std::fs::read_dir(folder) else { return 0 };
    folders.map(|folder| std::fs::read_dir(folder.unwrap().path()).unwrap().count()).sum()
}

#[test]
fn a_matched_file_issues_the_application_and_is_kept_byte_for_byte() {
    let (mut play, application) = issuing();
    let xml = of_customer(1).xml();
    let outcome = one(&mut play, "a.xml", xml.as_bytes());
    assert!(
        matches!(&outcome, Outcome::Matched { application: of, .. } if *of == application),
        "{outcome:?}"
    );
    let view = play.application(&application);
    assert_eq!(view["state"], "issued");
    assert_eq!(view["invoices"][0]["number"], "26112000000000000001");
    assert_eq!(view["invoices"][0]["tax"], "5.66");
    let folder = play.desk.path().with_extension("files");
    let files: Vec<PathBuf> = walk(&folder);
    assert_eq!(files.len(), 1);
    assert_eq!(std::fs::read(&files[0]).unwrap(), xml.as_bytes());
    assert_well(&play);
}

fn assert_well(play: &Play) {
    let report = check(play.desk.path()).unwrap();
    assert!(report.violations.is_empty(), "{:?}", report.violations);
}

fn walk(folder: &Path) -> Vec<PathBuf> {
    let folders = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    folders.flat_map(|folder| std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path())).collect()
}

#[test]
fn a_second_import_changes_nothing_and_a_further_format_is_kept_too() {
    let (mut play, application) = issuing();
    let xml = put(&play, "a.xml", of_customer(1).xml().as_bytes());
    import(&mut play, &[&xml]);
    let before = play.application(&application);
    let again = import(&mut play, &[&xml]);
    assert!(matches!(again.files[0].read, Ok((_, Outcome::Already { .. }))));
    assert_eq!((again.kept, play.application(&application)), (0, before.clone()));
    let ofd = put(&play, "a.ofd", &of_customer(1).ofd());
    let pdf = put(&play, "dzfp_26112000000000000001.pdf", &of_customer(1).pdf());
    let further = import(&mut play, &[&ofd, &pdf]);
    assert!(
        further.files.iter().all(|file| matches!(file.read, Ok((_, Outcome::Already { .. })))),
        "{further:?}"
    );
    assert_eq!((further.kept, kept(&play), play.application(&application)), (2, 3, before));
}

#[test]
fn several_formats_in_one_download_are_one_invoice_whatever_their_order() {
    let (mut play, application) = issuing();
    let zip = archive([
        (&b"1.png"[..], &picture(&[&of_customer(1).code()], 4, ImageFormat::Png)[..]),
        (b"2.pdf", &of_customer(1).pdf()),
        (b"3.xml", of_customer(1).xml().as_bytes()),
    ]);
    let path = put(&play, "download.zip", &zip);
    let report = import(&mut play, &[&path]);
    let kinds: Vec<bool> =
        report.files.iter().map(|file| matches!(file.read, Ok((_, Outcome::Matched { .. })))).collect();
    assert_eq!(kinds, [false, false, true], "the data of an invoice decides: {report:?}");
    assert_eq!((report.kept, text(&play.application(&application)["state"]).as_str()), (3, "issued"));
}

#[test]
fn a_preview_changes_nothing() {
    let (mut play, application) = issuing();
    let path = put(&play, "a.xml", of_customer(1).xml().as_bytes());
    let shown = play.desk.import_returned(None, &[path], true, &mut |_| true).unwrap();
    assert!(matches!(shown.files[0].read, Ok((_, Outcome::Matched { .. }))));
    assert_eq!((text(&play.application(&application)["state"]).as_str(), kept(&play)), ("issuing", 0));
}

#[test]
fn what_differs_waits_for_a_person_who_cannot_decide_on_money() {
    let (mut play, application) = issuing();
    let other = Made { buyer: "杭州砺行有限公司", ..of_customer(1) };
    let path = put(&play, "a.xml", other.xml().as_bytes());
    let outcome = import(&mut play, &[&path]).files.remove(0).read.unwrap().1;
    assert_eq!(first_field(&outcome), ComparedField::BuyerName);
    assert_eq!((text(&play.application(&application)["state"]).as_str(), kept(&play)), ("issuing", 0));
    let money = put(&play, "b.xml", of_200(2).xml().as_bytes());
    let outcome = import(&mut play, &[&money]).files.remove(0).read.unwrap().1;
    assert_eq!(first_field(&outcome), ComparedField::Gross);

    let decide = |file: &Path| {
        serde_json::json!({"op": "decide_returned", "application": application, "files": [file.to_str()],
            "reason": "客户已更名"})
        .to_string()
    };
    let refusal = play.refusal(&decide(&money));
    assert_eq!((refusal["rule"].as_str(), refusal["field"].as_str()), (Some("bad-field"), Some("files[0]")));
    let decided = play.ok(&decide(&path));
    assert_eq!((decided["state"].as_str(), kept(&play)), (Some("issued"), 1));
    let view = play.application(&application);
    let note = text(&view["timeline"].as_array().unwrap().last().unwrap()["note"]);
    assert!(note.contains("26112000000000000001") && note.contains("客户已更名"), "{note}");
}

#[test]
fn two_applications_alike_are_ambiguous_until_a_person_says_which() {
    let (mut play, first) = issuing();
    let second = play.applied(&lines::apply_amount("C1", "100.00"));
    play.accept(&second);
    let path = put(&play, "a.xml", of_customer(1).xml().as_bytes());
    let outcome = import(&mut play, &[&path]).files.remove(0).read.unwrap().1;
    assert_eq!(outcome, Outcome::Ambiguous { applications: vec![first.clone(), second.clone()] });
    let line = serde_json::json!({"op": "decide_returned", "application": second, "files": [path], "reason": "核对过"});
    play.ok(&line.to_string());
    assert_eq!(play.application(&first)["state"], "issuing");
    assert_eq!(play.application(&second)["state"], "issued");
}

#[test]
fn what_names_a_serial_number_that_is_back_is_no_other_invoice() {
    let (mut play, first) = issuing();
    let named = |n| Made { remark: format!("流水号：{first}-1").leak(), ..of_customer(n) };
    let [one, two] = [named(1), named(2)].map(|made| made.xml());
    let second = play.applied(&lines::apply_amount("C1", "100.00"));
    play.accept(&second);
    let [one, two] = [put(&play, "1.xml", one.as_bytes()), put(&play, "2.xml", two.as_bytes())];
    // In one run, and in a later one.
    for files in [vec![one.as_path(), &two], vec![&two]] {
        let outcome = import(&mut play, &files).files.pop().unwrap().read.unwrap().1;
        assert!(matches!(&outcome, Outcome::Differing { application, .. } if *application == first));
        assert_eq!(first_field(&outcome), ComparedField::Number);
    }
    let decide = |application: &str| {
        serde_json::json!({"op": "decide_returned", "application": application, "files": [two],
            "reason": "核对过"})
        .to_string()
    };
    assert_eq!(play.refusal(&decide(&second))["rule"], "bad-field", "nor does anybody say that it is");
    assert_eq!(play.application(&second)["state"], "issuing");
}

#[test]
fn what_a_person_decides_on_is_the_invoice_that_was_seen_and_one_of_the_issuer() {
    let (mut play, application) = issuing();
    let decide = |name: &str, more: &str| {
        let path = play_path(&play, name);
        format!(
            r#"{{"op":"decide_returned","application":"{application}","files":["{path}"],"reason":"客户已更名"{more}}}"#
        )
    };
    let lines = [
        decide("a.xml", r#","numbers":["26112000000000000009"]"#),
        decide("b.xml", ""),
        decide("a.xml", r#","numbers":["26112000000000000001"]"#),
        decide("a.xml", r#","numbers":[]"#),
        decide("gone.xml", ""),
    ];
    let renamed = Made { buyer: "杭州砺行有限公司", ..of_customer(1) };
    put(&play, "a.xml", renamed.xml().as_bytes());
    put(&play, "b.xml", Made { seller: "别家有限公司", ..of_customer(3) }.xml().as_bytes());
    assert_eq!(play.refusal(&lines[0])["rule"], "conflict");
    let foreign = play.refusal(&lines[1]);
    assert_eq!((&foreign["rule"], &foreign["field"]), (&"bad-field".into(), &"files[0]".into()));
    assert_eq!(play.refusal(&lines[3])["field"], "numbers");
    assert_eq!(play.refusal(&lines[4])["field"], "files[0]");
    assert_eq!(play.application(&application)["state"], "issuing");
    assert_eq!(play.ok(&lines[2])["state"], "issued");
}

#[test]
fn files_of_one_archive_are_decided_on_together() {
    let (mut play, _) = issuing();
    play.ok(&lines::change_issuer("T", r#"{"max_invoice_amount":"100.00"}"#));
    let application = play.applied(&lines::apply_amount("C1", "200.00"));
    play.accept(&application);
    let renamed = |n| Made { buyer: "杭州砺行有限公司", ..of_customer(n) }.xml();
    let files = [renamed(1), renamed(2), renamed(3)];
    let names: [&[u8]; 3] = [b"1.xml", b"2.xml", b"3.xml"];
    let path = put(&play, "a.zip", &archive(names.into_iter().zip(files.iter().map(|xml| xml.as_bytes()))));
    let within = ["1.xml", "3.xml"].map(|name| format!("{}/{name}", path.display()));
    let line = serde_json::json!({"op": "decide_returned", "application": application, "files": within,
        "reason": "客户已更名"});
    let decided = play.ok(&line.to_string());
    assert_eq!(
        decided["invoices"],
        serde_json::json!(["26112000000000000001", "26112000000000000003"]),
        "{decided}"
    );
    assert_eq!((decided["state"].as_str(), kept(&play)), (Some("issued"), 2));
    assert_well(&play);
}

#[test]
fn a_name_alone_never_matches() {
    let (mut play, application) = issuing();
    let name = format!("dzfp_26112000000000000001_{NAME}_20261122093000.pdf");
    let blank = crate::common::returned::pdf(&[&[]], (595, 397));
    assert_eq!(one(&mut play, &name, &blank), Outcome::Unmatched(Unmatched::NameAlone));
    let named = format!("dzfp_26112000000000000001_{NAME}_20261122093001.pdf");
    assert!(matches!(one(&mut play, &named, &of_customer(1).pdf()), Outcome::Matched { .. }));
    assert_eq!(play.application(&application)["state"], "issued");
}

#[test]
fn of_several_planned_invoices_parts_are_kept_and_the_state_stays() {
    let mut play = Play::with_bill("T");
    play.paid("C1", "B2", "300.00");
    play.ok(&lines::change_issuer("T", r#"{"max_invoice_amount":"200.00"}"#));
    let application = play.applied(&lines::apply_amount("C1", "300.00"));
    play.accept(&application);
    assert!(matches!(one(&mut play, "a.xml", of_200(1).xml().as_bytes()), Outcome::Matched { .. }));
    let view = play.application(&application);
    assert_eq!(
        (view["state"].as_str(), view["invoices"].as_array().map(Vec::len)),
        (Some("issuing"), Some(1))
    );
    assert_well(&play);
    assert!(matches!(one(&mut play, "a2.xml", of_200(1).xml().as_bytes()), Outcome::Already { .. }));
    assert!(matches!(one(&mut play, "b.xml", of_customer(2).xml().as_bytes()), Outcome::Matched { .. }));
    let view = play.application(&application);
    assert_eq!(
        (view["state"].as_str(), view["invoices"].as_array().map(Vec::len)),
        (Some("issued"), Some(2))
    );
    assert_well(&play);
}

#[test]
fn what_is_not_covered_any_more_is_recorded_and_flagged() {
    let mut play = Play::with_bill("T");
    let application = play.applied(&lines::apply_amount("C1", "100.00"));
    play.accept(&application);
    play.ok(&lines::refund("B1", "40.00"));
    let outcome = one(&mut play, "a.xml", of_customer(1).xml().as_bytes());
    let Outcome::Matched { uncovered, .. } = outcome else { panic!("{outcome:?}") };
    assert_eq!(uncovered.to_string(), "40.00");
    assert_eq!(play.application(&application)["state"], "issued");
}

#[test]
fn a_red_one_reverses_by_a_decision_alone_and_one_for_a_part_never() {
    let (mut play, application) = issuing();
    one(&mut play, "a.xml", of_customer(1).xml().as_bytes());
    let red = Made {
        net: "-94.34",
        tax: "-5.66",
        gross: "-100.00",
        words: "（负数）壹佰圆整",
        red: Some(("26112000000000000001", "1100062601123456789")),
        ..of_customer(2)
    };
    let part =
        Made {
            net: "-47.17", tax: "-2.83", gross: "-50.00", words: "（负数）伍拾圆整", ..red.clone()
        };
    assert_eq!(first_field(&one(&mut play, "part.xml", part.xml().as_bytes())), ComparedField::Gross);
    let path = put(&play, "red.xml", red.xml().as_bytes());
    assert_eq!(first_field(&one(&mut play, "red.xml", red.xml().as_bytes())), ComparedField::State);
    assert_eq!(play.application(&application)["state"], "issued");
    let decide = |more: &str| {
        format!(
            r#"{{"op":"decide_returned","application":"{application}","files":[{:?}],"reason":"客户退订"{more}}}"#,
            path.display().to_string()
        )
    };
    assert_eq!(play.refusal(&decide(""))["field"], "reversal");
    let decided = play.ok(&decide(r#","reversal":"service_ended""#));
    assert_eq!(decided["state"], "reversed");
    assert_eq!(play.balance("C1")["remaining"], "400.00", "what it held is given back once");
    assert!(matches!(one(&mut play, "red.xml", red.xml().as_bytes()), Outcome::Already { .. }));
    assert_well(&play);
}

/// The whole of the n-th invoice taken back.
fn red_of(n: u32, blue: &'static str) -> Made {
    let red = Some((blue, "1100062601123456789"));
    Made {
        net: "-94.34", tax: "-5.66", gross: "-100.00", words: "（负数）壹佰圆整", red, ..of_customer(n)
    }
}

#[test]
fn a_red_one_completes_the_reversal_that_was_begun_by_the_bureaus_form() {
    let (mut play, application) = issuing();
    one(&mut play, "a.xml", of_customer(1).xml().as_bytes());
    play.ok(&lines::with(
        &lines::step("begin_red_letter", &application),
        r#""begun_by":"seller","buyer_has_used":false,"reason":"service_ended""#,
    ));
    let red = red_of(2, "26112000000000000001");
    let outcome = one(&mut play, "red.xml", red.xml().as_bytes());
    assert!(
        matches!(&outcome, Outcome::Matched { application: of, .. } if *of == application),
        "{outcome:?}"
    );
    let view = play.application(&application);
    assert_eq!(
        (view["state"].as_str(), play.balance("C1")["remaining"].as_str()),
        (Some("reversed"), Some("400.00"))
    );
    assert!(matches!(one(&mut play, "red.ofd", &red.ofd()), Outcome::Already { .. }));
    assert_well(&play);
}

#[test]
fn an_application_of_several_invoices_is_reversed_by_the_red_ones_of_all_of_them() {
    let mut play = Play::with_bill("T");
    play.paid("C1", "B2", "300.00");
    play.ok(&lines::change_issuer("T", r#"{"max_invoice_amount":"100.00"}"#));
    let application = play.applied(&lines::apply_amount("C1", "200.00"));
    play.accept(&application);
    for n in 1..=2 {
        assert!(matches!(one(&mut play, "a.xml", of_customer(n).xml().as_bytes()), Outcome::Matched { .. }));
        let blue = format!(
            r#""invoice":"26112{n:015}","begun_by":"seller","buyer_has_used":false,"reason":"service_ended""#
        );
        if n == 2 {
            play.ok(&lines::with(&lines::step("begin_red_letter", &application), &blue));
            let first = blue.replace("0002", "0001");
            play.ok(&lines::with(&lines::step("begin_red_letter", &application), &first));
        }
    }
    let [first, second] =
        [(3, "26112000000000000001"), (4, "26112000000000000002")].map(|(n, blue)| red_of(n, blue));
    let [first, second] =
        [(first, "r1.xml"), (second, "r2.xml")].map(|(red, name)| put(&play, name, red.xml().as_bytes()));
    let alone = import(&mut play, &[&first]).files.remove(0).read.unwrap().1;
    assert_eq!(first_field(&alone), ComparedField::State, "one of two is not enough");
    let both = import(&mut play, &[&first, &second]);
    assert!(
        both.files
            .iter()
            .all(|file| matches!(file.read, Ok((_, Outcome::Matched { .. } | Outcome::Already { .. })))),
        "{both:?}"
    );
    assert_eq!((both.kept, text(&play.application(&application)["state"]).as_str()), (2, "reversed"));
    assert_well(&play);
}

#[test]
fn what_is_none_of_ours_is_unmatched_with_its_number() {
    let (mut play, _) = issuing();
    let foreign = Made { seller: "别家有限公司", tax_ids: [SELLER_ID, TAX_ID], ..of_customer(1) };
    let path = put(&play, "a.xml", foreign.xml().as_bytes());
    let (claim, outcome) = import(&mut play, &[&path]).files.remove(0).read.unwrap();
    assert_eq!(
        (claim.number.as_str(), outcome),
        ("26112000000000000001", Outcome::Unmatched(Unmatched::SellerUnknown))
    );
}
