//! A month is sealed at one store, and looked over on a machine that has none; whatever is done to the folder is found.

use std::fs;
use std::path::{Path, PathBuf};

use serde_json::Value;

use crate::common::lines::{apply_amount, at, bill, customer, issue, issuer, refund, step};
use crate::common::process::{Desk, HOME, Ran, finish, program};

/// A day of the month that is sealed, and one after it.
const THEN: &str = "2025-10-20T12:00:00+08:00";
const LATER: &str = "2025-11-05T12:00:00+08:00";
const MONTH: &str = "2025-10";

fn of(lines: &[String]) -> Vec<&str> {
    lines.iter().map(String::as_str).collect()
}

/// Two issuers, and a customer of one with two applications of the month, of which one is issued.
fn desk() -> Desk {
    let desk = Desk::empty();
    let mut lines = vec![at(THEN, &issuer("T", "示例云计算有限公司", "tencent-cloud"))];
    lines.push(issuer("Q", "示例气象服务有限公司", "qweather"));
    lines.extend(customer("C1", "T"));
    lines.push(bill("C1", "B1", "1000.00", "2025-10-01", "2025-10-10", Some("2025-10-05")));
    lines.push(bill("C1", "B2", "500.00", "2025-10-15", "2025-11-10", None));
    lines.extend([apply_amount("C1", "106.00"), apply_amount("C1", "200.00")]);
    let answers = desk.ok(&of(&lines));
    let applied: Vec<&str> = answers.iter().filter_map(|answer| answer["application"].as_str()).collect();
    let mut lines = vec![at(THEN, &step("accept_application", applied[0]))];
    lines.push(issue(applied[0], &[("25101000000000000001", "106.00")]).replace("2026-11-22", "2025-10-20"));
    // What comes later is no part of the month.
    lines.push(at(LATER, &step("accept_application", applied[1])));
    lines.push(bill("C1", "B3", "70.00", "2025-11-02", "2025-11-10", Some("2025-11-03")));
    desk.ok(&of(&lines));
    desk
}

fn sealed(desk: &Desk, name: &str) -> (PathBuf, Value) {
    let to = desk.path(name);
    let ran = desk.run(&["seal", "--month", MONTH, "--to", &to.display().to_string(), "--json"]);
    assert_eq!(ran.code, 0, "{ran:?}");
    (to, ran.answer())
}

/// Looks over a folder on a machine without a store.
fn elsewhere(folder: &Path) -> Ran {
    let mut command = program();
    command.env(HOME, folder.with_file_name("elsewhere")).arg("verify").arg(folder).arg("--json");
    finish(command, b"")
}

fn faults(ran: &Ran) -> Vec<String> {
    let answer = ran.answer();
    let name = |fault: &Value| fault["violation"].as_str().unwrap().to_owned();
    answer["violations"].as_array().unwrap().iter().map(name).collect()
}

fn is_whole(folder: &Path) {
    let ran = elsewhere(folder);
    assert_eq!((ran.code, faults(&ran)), (0, Vec::new()), "{ran:?}");
}

fn copy(from: &Path, to: &Path) {
    let _ = fs::remove_dir_all(to);
    fs::create_dir(to).unwrap();
    for entry in fs::read_dir(from).unwrap().map(Result::unwrap) {
        let place = to.join(entry.file_name());
        if entry.path().is_dir() {
            copy(&entry.path(), &place);
        } else {
            fs::copy(entry.path(), place).unwrap();
        }
    }
}

#[test]
fn a_sealed_month_is_what_it_was_and_is_verified_without_the_store() {
    let desk = desk();
    let (folder, answer) = sealed(&desk, "sealed");
    assert_eq!(answer["month"], MONTH);
    let totals = &answer["totals"];
    assert_eq!((&totals["blue"]["count"], &totals["blue"]["gross"]), (&1.into(), &"106.00".into()));
    // Where they stood at the month's end, and what was left then: 1000 - 106 - 200.
    assert_eq!(totals["applications"]["issued"]["amount"], "106.00");
    assert_eq!(totals["applications"]["submitted"]["amount"], "200.00");
    assert_eq!(totals["balances"]["invoiceable"], "694.00");
    is_whole(&folder);
    let told = desk.run(&["audit", "--op", "seal_month", "--json"]).answer();
    assert_eq!(told["request"]["manifest_sha256"], answer["manifest_sha256"]);
    assert_eq!(told["objects"][0]["number"], MONTH);
    assert_eq!(desk.run(&["check"]).code, 0);
    for (lang, said) in [("zh", "签名与清单所写的公钥一致"), ("en", "agrees with its manifest")] {
        let mut command = program();
        command.args(["--lang", lang, "verify"]).arg(&folder);
        let ran = finish(command, b"");
        assert!(ran.code == 0 && ran.stdout.contains(said), "{ran:?}");
    }
    // Against the store that sealed it, and another one.
    let folder = folder.display().to_string();
    let ran = desk.run(&["verify", &folder, "--json"]);
    assert_eq!((ran.code, ran.answer()["changed_since"].as_array().unwrap().len()), (0, 0), "{ran:?}");
    let other = self::desk();
    let ran = other.run(&["verify", &folder, "--json"]);
    assert_eq!((ran.code, faults(&ran)), (1, vec!["other_store".to_owned()]));
}

#[test]
fn a_month_is_sealed_once_it_is_over_and_nowhere_where_something_is() {
    let desk = desk();
    let (folder, _) = sealed(&desk, "sealed");
    let run = |month: &str, to: &Path| {
        desk.run(&["seal", "--month", month, "--to", &to.display().to_string(), "--json"])
    };
    let ran = run("2099-12", &desk.path("new"));
    assert_eq!(ran.code, 2);
    let error = ran.answer()["error"].take();
    assert_eq!((&error["rule"], &error["field"]), (&"bad-field".into(), &"month".into()));
    assert!(error["message"].as_str().unwrap().contains("2100-01-01"), "{error}");
    assert!(!desk.path("new").exists());
    assert_eq!(run(MONTH, &folder).code, 2, "it is there already");
    assert_eq!(run(MONTH, &desk.path("desk.files/sealed")).code, 2, "that is the desk's own");
    assert_eq!(run("2025-13", &desk.path("new")).code, 2);
    is_whole(&folder);
    let left: Vec<_> = fs::read_dir(desk.path("")).unwrap().map(|entry| entry.unwrap().file_name()).collect();
    assert!(left.iter().all(|name| !name.to_string_lossy().contains(".part")), "{left:?}");
}

/// Numbers that are the same each time.
struct Dice(u64);

impl Dice {
    fn roll(&mut self, below: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) as usize % below
    }
}

#[test]
fn whatever_is_done_to_the_folder_is_found() {
    let desk = desk();
    let (folder, _) = sealed(&desk, "sealed");
    let mut names: Vec<String> =
        fs::read_dir(&folder).unwrap().map(|e| e.unwrap().file_name().into_string().unwrap()).collect();
    names.sort();
    let (mut dice, work) = (Dice(7), desk.path("work"));
    for n in 0..200 {
        copy(&folder, &work);
        let name = names[dice.roll(names.len())].clone();
        let (place, other) = (work.join(&name), work.join(&names[dice.roll(names.len())]));
        let what = match n % 6 {
            0 | 1 => {
                let mut bytes = fs::read(&place).unwrap();
                let at = dice.roll(bytes.len());
                bytes[at] ^= 1 << dice.roll(8);
                fs::write(&place, bytes).unwrap();
                "flipped"
            }
            2 => {
                fs::remove_file(&place).unwrap();
                "removed"
            }
            3 => {
                let hidden = ["new.pdf", ".hidden", "files", "MANIFEST.JSON"][dice.roll(4)];
                if hidden == "files" {
                    fs::create_dir(work.join(hidden)).unwrap()
                } else {
                    fs::write(work.join(hidden), "").unwrap()
                }
                "added"
            }
            4 if fs::read(&place).unwrap() != fs::read(&other).unwrap() => {
                fs::rename(&place, work.join("aside")).unwrap();
                fs::rename(&other, &place).unwrap();
                fs::rename(work.join("aside"), &other).unwrap();
                "swapped"
            }
            _ => {
                let mut bytes = fs::read(&place).unwrap();
                bytes.truncate(dice.roll(bytes.len()));
                fs::write(&place, bytes).unwrap();
                "cut"
            }
        };
        let ran = elsewhere(&work);
        assert!(ran.code == 1 && !faults(&ran).is_empty(), "{n}: {name} {what} {ran:?}");
    }
    is_whole(&folder);
}

#[test]
fn a_seal_that_was_made_anew_with_another_key_is_found_at_the_store() {
    let desk = desk();
    let (folder, _) = sealed(&desk, "sealed");
    // Somebody with a copy of the store and a machine of their own seals the month again, and nothing is wrong in it.
    let forger = Desk::of(&desk.keep());
    let mut command = forger.with(&["seal", "--month", MONTH, "--to", "forged"]);
    command.env(HOME, forger.path("machine"));
    assert_eq!(finish(command, b"").code, 0);
    let forged = forger.path("forged");
    is_whole(&forged);
    let ran = desk.run(&["verify", &forged.display().to_string(), "--json"]);
    assert_eq!(ran.code, 1, "{ran:?}");
    assert!(["head_lost", "not_sealed_here"].contains(&faults(&ran)[0].as_str()), "{ran:?}");
    assert_eq!(desk.run(&["verify", &folder.display().to_string()]).code, 0);
}

fn and_noted(folder: &Path, noted: &[&str]) -> Ran {
    let mut command = program();
    command.arg("verify").arg(folder).arg("--json").args(noted);
    finish(command, b"")
}

#[test]
fn without_a_store_a_seal_is_held_against_what_was_noted() {
    let desk = desk();
    let (folder, answer) = sealed(&desk, "sealed");
    let text = |value: &Value| value.as_str().unwrap().to_owned();
    let (key, sha256) = (text(&answer["signer"]["public_key"]), text(&answer["manifest_sha256"]));
    let ran = and_noted(&folder, &[]);
    assert_eq!((ran.code, &ran.answer()["held_against_store"]), (0, &false.into()));
    let ran = desk.run(&["verify", &folder.display().to_string(), "--json"]);
    assert_eq!((ran.code, &ran.answer()["held_against_store"]), (0, &true.into()));
    let ran = and_noted(&folder, &["--key", &key.to_uppercase(), "--sha256", &sha256]);
    assert_eq!((ran.code, faults(&ran)), (0, Vec::new()));
    let ran = and_noted(&folder, &["--key", &sha256, "--sha256", &key]);
    assert_eq!(
        (ran.code, faults(&ran)),
        (1, vec!["not_noted_key".to_owned(), "not_noted_sha256".to_owned()])
    );
}

#[test]
fn a_seal_that_was_put_into_the_rows_of_the_store_is_found_by_its_log() {
    let desk = desk();
    let forger = Desk::of(&desk.keep());
    let (folder, answer) = sealed(&desk, "sealed");
    let mut command = forger.with(&["seal", "--month", MONTH, "--to", "forged", "--json"]);
    command.env(HOME, forger.path("machine"));
    let made = finish(command, b"").answer();
    assert_eq!((&made["head"], &made["entry"]), (&answer["head"], &answer["entry"]));
    let (old, new) = (answer["manifest_sha256"].as_str().unwrap(), made["manifest_sha256"].as_str().unwrap());
    let key = made["signer"]["public_key"].as_str().unwrap();
    let db = rusqlite::Connection::open(desk.store()).unwrap();
    let triggers: Vec<String> = db
        .prepare("SELECT name FROM sqlite_schema WHERE type = 'trigger'")
        .unwrap()
        .query_map([], |row| row.get(0))
        .unwrap()
        .map(Result::unwrap)
        .collect();
    for trigger in triggers {
        db.execute_batch(&format!("DROP TRIGGER {trigger}")).unwrap();
    }
    let verify = |folder: &Path| faults(&desk.run(&["verify", &folder.display().to_string(), "--json"]));
    let forged = forger.path("forged");
    let rows = format!(
        "UPDATE seal SET manifest_hash = x'{new}';
        UPDATE signing_key SET public = x'{key}' WHERE id = (SELECT key_id FROM audit WHERE op = 'seal_month')"
    );
    db.execute_batch(&rows).unwrap();
    let found = verify(&forged);
    assert!(["not_sealed_here", "log"].iter().all(|fault| found.contains(&(*fault).to_owned())), "{found:?}");
    let entry =
        format!("UPDATE audit SET request = replace(request, '{old}', '{new}') WHERE op = 'seal_month'");
    db.execute_batch(&entry).unwrap();
    let found = verify(&forged);
    assert!(["entry_broken", "log"].iter().all(|fault| found.contains(&(*fault).to_owned())), "{found:?}");
    assert!(verify(&folder).contains(&"not_sealed_here".to_owned()));
}

#[test]
#[cfg(unix)]
fn what_cannot_be_seen_in_a_name_is_written_out() {
    let desk = desk();
    let (folder, _) = sealed(&desk, "sealed");
    fs::write(folder.join("a\u{1b}[2J\u{202e}b"), "").unwrap();
    for more in [&[][..], &["--json"]] {
        let mut command = program();
        command.args(["--lang", "en", "verify"]).arg(&folder).args(more);
        let ran = finish(command, b"");
        assert!(ran.code == 1 && !ran.stdout.contains('\u{1b}'), "{ran:?}");
        let is_told = ran.stdout.contains("Added: a\\u{1b}[2J\\u{202e}b") || more.len() == 1;
        assert!(is_told, "{ran:?}");
    }
}

#[test]
fn a_store_that_went_back_does_not_have_what_was_sealed() {
    let desk = desk();
    let before = desk.bytes();
    desk.ok(&[&at(LATER, &refund("B1", "10.00").replace("2026-11-22", "2025-11-05"))]);
    let (folder, _) = sealed(&desk, "sealed");
    fs::write(desk.store(), before).unwrap();
    let ran = desk.run(&["verify", &folder.display().to_string(), "--json"]);
    assert_eq!((ran.code, faults(&ran)), (1, vec!["head_lost".to_owned()]), "{ran:?}");
}

#[test]
fn a_later_change_of_a_sealed_month_is_carried_out_and_told_everywhere() {
    let desk = desk();
    let (folder, _) = sealed(&desk, "sealed");
    let lines = [
        at(LATER, &bill("C1", "B9", "10.00", "2025-10-30", "2025-11-30", None)),
        bill("C1", "B10", "10.00", "2025-11-04", "2025-11-30", None),
    ];
    let answers = desk.send(&of(&lines)).answers();
    assert_eq!(answers[0]["notices"][0]["rule"], "sealed-month");
    assert_eq!(answers[0]["notices"][0]["months"][0], MONTH);
    assert_eq!(answers[1].get("notices"), None, "{answers:?}");
    let entries = desk.run(&["audit", "--object", MONTH, "--json"]).answers();
    assert_eq!((&entries[0]["op"], &entries[0]["sealed"][0]), (&"add_bill".into(), &MONTH.into()));
    let report = desk.run(&["check", "--json"]);
    assert_eq!(report.code, 0, "a change that says so breaks nothing: {report:?}");
    let notices = report.answer()["notices"].take();
    let notice =
        notices.as_array().unwrap().iter().find(|notice| notice["notice"] == "sealed_changed").unwrap();
    assert_eq!((&notice["month"], &notice["changed_in"][0]), (&MONTH.into(), &entries[0]["entry"]));
    let ran = desk.run(&["verify", &folder.display().to_string(), "--json"]);
    assert_eq!((ran.code, &ran.answer()["changed_since"][0]["entry"]), (0, &entries[0]["entry"]), "{ran:?}");
}

#[test]
fn an_import_that_reaches_into_a_sealed_month_says_so_and_so_does_taking_it_back() {
    let desk = desk();
    sealed(&desk, "sealed");
    let rows: String = (0..300).map(|n| format!("I{n},C1,2025-11-01,2025-11-30,1.00,\n")).collect();
    let head = "账单号,客户编号,账单日期,付款期限,账单金额,付款日期\n";
    let import = |name: &str, last: &str| {
        fs::write(desk.path(name), format!("{head}{}{last}", rows.replace('I', &name[..1]))).unwrap();
        desk.run(&["import", "bills", name, "--issuer", "T", "--json"]).answer()
    };
    assert_eq!(import("a.csv", "").get("sealed"), None);
    let answer = import("b.csv", "Z1,C1,2025-10-31,2025-11-30,1.00,\n");
    assert_eq!((&answer["added"], &answer["sealed"][0]), (&301.into(), &MONTH.into()), "{answer}");
    let undone = desk.run(&["undo-import", answer["batch"].as_str().unwrap(), "--json"]).answer();
    assert_eq!((&undone["undone"], &undone["sealed"][0]), (&true.into(), &MONTH.into()), "{undone}");
    assert_eq!(desk.run(&["audit", "--object", MONTH, "--json"]).answers().len(), 3);
    assert_eq!(desk.run(&["check"]).code, 0);
}

#[test]
fn the_register_says_as_of_which_entry_of_the_log_it_is() {
    let desk = desk();
    let head = desk.run(&["check", "--json"]).answer()["proved"]["head"].as_str().unwrap().to_owned();
    for name in ["register.pdf", "register.xlsx"] {
        let to = desk.path(name).display().to_string();
        let ran = desk.run(&["register", "--month", MONTH, "--issuer", "T", "--to", &to]);
        assert_eq!(ran.code, 0, "{ran:?}");
    }
    let texts = crate::common::pdf::texts(&fs::read(desk.path("register.pdf")).unwrap());
    assert!(texts.iter().flatten().any(|text| text.contains(&head)), "{texts:?}");
    let mut book = calamine::open_workbook_auto(desk.path("register.xlsx")).unwrap();
    let sheet = calamine::Reader::worksheet_range_at(&mut book, 0).unwrap().unwrap();
    let last = sheet.rows().next_back().unwrap()[0].to_string();
    assert!(last.contains(&head), "{last}");
}

#[test]
fn folders_that_are_made_to_harm_end_in_an_answer() {
    let around = Desk::empty();
    let folder = around.path("hostile");
    let anew = |manifest: &[u8]| {
        let _ = fs::remove_dir_all(&folder);
        fs::create_dir(&folder).unwrap();
        fs::write(folder.join("manifest.json"), manifest).unwrap();
        fs::write(folder.join("manifest.sig"), [0; 64]).unwrap();
    };
    let found = |expected: &str| {
        let ran = elsewhere(&folder);
        assert_eq!((ran.code, faults(&ran)), (1, vec![expected.to_owned()]), "{ran:?}");
    };
    anew("[".repeat(1_000_000).as_bytes());
    found("bad_manifest");
    anew(b"");
    found("bad_manifest");
    anew(b"{}");
    found("bad_manifest");
    anew(b"");
    // A file of a gigabyte that takes no room.
    fs::File::create(folder.join("manifest.json")).unwrap().set_len(1 << 30).unwrap();
    found("manifest_too_large");
    let _ = fs::remove_file(folder.join("manifest.json"));
    found("no_manifest");
    #[cfg(unix)]
    {
        std::os::unix::fs::symlink("/dev/zero", folder.join("manifest.json")).unwrap();
        found("not_a_file");
    }
    let ran = elsewhere(&around.path("nowhere"));
    assert_eq!(ran.code, 2);
    let ran = elsewhere(&around.path("hostile/manifest.sig"));
    assert_eq!(ran.code, 2);
}

#[test]
#[cfg(unix)]
fn a_link_in_the_folder_is_not_followed() {
    let desk = desk();
    let (folder, _) = sealed(&desk, "sealed");
    fs::rename(folder.join("invoices.xlsx"), desk.path("invoices.xlsx")).unwrap();
    std::os::unix::fs::symlink(desk.path("invoices.xlsx"), folder.join("invoices.xlsx")).unwrap();
    assert_eq!(faults(&elsewhere(&folder)), ["not_a_file"]);
    fs::remove_file(folder.join("invoices.xlsx")).unwrap();
    fs::rename(desk.path("invoices.xlsx"), folder.join("invoices.xlsx")).unwrap();
    std::os::unix::fs::symlink(desk.path(""), folder.join("out")).unwrap();
    assert_eq!(faults(&elsewhere(&folder)), ["added"]);
}
