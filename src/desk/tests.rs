//! A desk whose machine fails it: the disk is full, another program is writing.

use std::time::Duration;

use serde_json::{Value, json};

use super::*;
use crate::desk::principal::CLERKS;
use crate::desk::protocol::decode::decode;
use crate::desk::seal::{SealAsked, SealStop};
use crate::domain::refusal::Noun;
use crate::store::engine::strain::{Reached, fail_next_commit};

fn send(desk: &mut Desk, line: Value) -> Result<Value, Refusal> {
    desk.handle(&decode(serde_json::from_value(line).unwrap()).unwrap()).and_then(|answer| answer.to_json())
}

/// A desk with an account, in a folder of its own, and a reader that sees whether anything was written.
fn desk() -> (Desk, Db, tempfile::TempDir) {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("desk.sqlite");
    let mut desk = Desk::open(&path, Open::New { sandbox: true }).unwrap();
    send(&mut desk, json!({"op": "add_issuer", "code": "Q", "name": "Q", "policy": "qweather"})).unwrap();
    let account =
        json!({"op": "add_account", "account": "C1", "issuer": "Q", "name": "C1", "kind": "individual"});
    send(&mut desk, account).unwrap();
    let reader = Db::open_reader(&path).unwrap();
    (desk, reader, folder)
}

fn bill(number: usize) -> Value {
    json!({"op": "add_bill", "account": "C1", "bill_no": number.to_string(), "kind": "other", "amount": "1.00",
        "billed_on": "2026-11-01", "due_on": "2026-12-01", "item": "x".repeat(400)})
}

fn store(fault: StoreFault) -> Refusal {
    Refusal::Store { fault }
}

#[test]
fn a_full_disk_is_named_and_the_store_left_as_it_was() {
    let (mut desk, reader, _folder) = desk();
    desk.db.fill_disk(true);
    let mut added = 0;
    let (refused, written) = loop {
        let before = reader.data_version();
        match send(&mut desk, bill(added)) {
            Ok(_) => added += 1,
            Err(refusal) => break (refusal, reader.data_version() != before),
        }
        assert!(added < 1000, "the disk is never full");
    };
    assert_eq!(refused, store(StoreFault::DiskFull));
    assert!(!written);
    assert_eq!(send(&mut desk, bill(added)), Err(store(StoreFault::DiskFull)), "it is full still");
    desk.db.fill_disk(false);
    assert!(send(&mut desk, bill(added)).is_ok(), "there is room again");
    assert_eq!(reader.integrity(), Ok(Vec::new()));
}

fn adds_holidays(desk: &mut Desk, year: i32, off: &[&str]) {
    let days: Vec<Value> = off.iter().map(|date| json!({"date": date, "off": true})).collect();
    send(desk, json!({"op": "add_holidays", "year": year, "days": days})).unwrap();
}

/// When what is submitted for a review on Wednesday 2026-12-30 would be due.
fn due(moment: &Moment) -> String {
    moment.calendar.deadline("2026-12-30".parse().unwrap(), 2).due_on.to_string()
}

#[test]
fn holidays_that_another_desk_adds_are_known_to_the_next_command() {
    let (mut desk, _reader, _folder) = desk();
    let path = desk.path().to_owned();
    let account = json!({"op": "add_bill", "account": "C1", "bill_no": "B", "kind": "other", "amount": "1.00",
        "billed_on": "2026-12-01", "due_on": "2026-12-31", "paid_on": "2026-12-02"});
    send(&mut desk, account).unwrap();
    let info = json!({"op": "save_invoice_info", "account": "C1", "type": "personal_general", "name": "C1"});
    send(&mut desk, info).unwrap();
    assert_eq!(due(&desk.moment()), "2027-01-01");
    let mut other = Desk::open(&path, Open::Existing).unwrap();
    adds_holidays(&mut other, 2027, &["2027-01-01", "2027-01-04"]);
    let apply = json!({"op": "submit_application", "account": "C1", "type": "personal_general", "all": true,
        "email": "a@example.com", "at": "2026-12-30T10:00:00+08:00"});
    let answer = send(&mut desk, apply).unwrap();
    // 31, then 1 and 4 are off: 5 to 8, 11 to 15.
    assert_eq!((&answer["due_on"], answer.get("due_assumes_year")), (&json!("2027-01-15"), None));
    assert_eq!(due(&desk.moment()), "2027-01-05");
}

#[test]
fn the_window_is_told_of_holidays_that_another_desk_adds() {
    let (desk, _reader, _folder) = desk();
    let mut other = Desk::open(desk.path(), Open::Existing).unwrap();
    adds_holidays(&mut other, 2027, &["2027-01-01"]);
    assert_eq!(due(&desk.clockwork()()), "2027-01-04");
}

#[test]
fn holidays_that_this_desk_adds_and_adds_again_are_known_at_once() {
    let (mut desk, _reader, _folder) = desk();
    adds_holidays(&mut desk, 2027, &["2027-01-01"]);
    assert_eq!(due(&desk.moment()), "2027-01-04");
    adds_holidays(&mut desk, 2027, &["2027-01-01", "2027-01-04"]);
    assert_eq!(due(&desk.moment()), "2027-01-05");
}

/// Wherever in a command the disk becomes full: nothing of it is kept, not even its id.
#[test]
fn a_disk_that_fills_in_the_midst_of_a_command_leaves_nothing_of_it() {
    for room in 0..30 {
        let (mut desk, reader, _folder) = desk();
        for number in 0..room {
            send(&mut desk, bill(number)).unwrap();
        }
        desk.db.fill_disk(true);
        let days: Vec<Value> =
            (1..=28).map(|day| json!({"date": format!("2030-02-{day:02}"), "off": true})).collect();
        let long = json!({"op": "add_holidays", "year": 2030, "days": days, "id": "once"});
        let before = reader.data_version();
        let refused = send(&mut desk, long);
        if refused.is_ok() {
            continue;
        }
        assert_eq!(refused, Err(store(StoreFault::DiskFull)), "{room}");
        assert_eq!(reader.data_version(), before, "{room}");
        desk.db.fill_disk(false);
        assert!(send(&mut desk, bill(room)).is_ok(), "{room}");
    }
}

#[test]
fn a_store_that_another_program_keeps_writing_to_is_locked() {
    let (mut desk, reader, _folder) = desk();
    desk.wait_with(Patience::new(Duration::ZERO, |_| {}));
    let other = Db::open_writer(desk.path()).unwrap();
    let before = reader.data_version();
    let refused = other.transaction(|_| Ok(send(&mut desk, bill(1))));
    assert_eq!(refused, Ok(Err(store(StoreFault::Locked))));
    assert_eq!(reader.data_version(), before);
    assert!(send(&mut desk, bill(1)).is_ok(), "once the other has done");
}

/// A disk that fails while a command is brought to it: whether it was kept is not known, and to send it again with its
/// id is safe either way.
#[test]
fn a_command_of_which_it_is_not_known_whether_it_was_kept_can_be_sent_again() {
    for reached in [Reached::Disk, Reached::Nothing] {
        let (mut desk, _reader, _folder) = desk();
        let mut once = bill(1);
        once["id"] = json!("once");
        fail_next_commit(reached);
        let refused = send(&mut desk, once.clone()).unwrap_err();
        let seen = serde_json::to_value(&refused).unwrap();
        assert_eq!((&seen["rule"], &seen["outcome"]), (&json!("store"), &json!("unknown")), "{reached:?}");
        assert_eq!(send(&mut desk, once.clone()), Ok(json!({})), "{reached:?}");
        assert_eq!(send(&mut desk, once), Ok(json!({})), "{reached:?}");
        let balance = send(&mut desk, json!({"op": "balance", "account": "C1"})).unwrap();
        assert_eq!(balance["bills"].as_array().map(Vec::len), Some(1), "{reached:?}");
        assert_eq!(desk.db.integrity(), Ok(Vec::new()));
    }
}

#[test]
fn an_import_of_which_it_is_not_known_whether_it_was_kept_says_so() {
    let (desk, _reader, _folder) = desk();
    fail_next_commit(Reached::Nothing);
    let refused = desk.transact(None, "import", |_, _, _| Ok::<_, Refusal>(()), |()| Value::Null);
    assert!(refused.as_ref().is_err_and(Refusal::is_unconfirmed), "{refused:?}");
}

#[test]
fn the_folder_of_a_seal_stays_where_it_is_not_known_whether_the_log_tells_of_it() {
    let (desk, _reader, folder) = desk();
    for (name, reached) in [("a", Reached::Disk), ("b", Reached::Nothing)] {
        let to = folder.path().join(name);
        let asked = SealAsked { month: Month::of("2020-01-01".parse().unwrap()), to: to.clone() };
        fail_next_commit(reached);
        let stop = desk.seal_month(None, &asked, &|_| "x".to_owned(), &mut |_| true).unwrap_err();
        assert!(matches!(stop, SealStop::Unconfirmed(_)), "{stop:?}");
        assert!(to.join("manifest.sig").exists(), "{reached:?}");
    }
}

#[test]
fn only_an_admin_names_the_default_user_and_one_who_may_do_what_a_clerk_does() {
    let (mut desk, _reader, _folder) = desk();
    for (name, role) in [("王敏", "clerk"), ("李强", "reviewer")] {
        send(&mut desk, json!({"op": "add_user", "name": name, "roles": [role]})).unwrap();
    }
    let not_permitted =
        |by: &str, needs: &[Role]| Err(Refusal::NotPermitted { by: by.to_owned(), needs: needs.to_vec() });
    assert_eq!(desk.set_default_user(Some("王敏"), "王敏"), not_permitted("王敏", &[Role::Admin]));
    assert_eq!(desk.set_default_user(None, "李强"), not_permitted("李强", CLERKS));
    assert!(matches!(desk.set_default_user(None, "fapiao-desk"), Err(Refusal::NotFound { .. })));
    assert_eq!(desk.set_default_user(None, "王敏"), Ok(()));
    let refused = send(&mut desk, json!({"op": "add_user", "name": "赵静", "roles": ["clerk"]}));
    assert_eq!(refused, not_permitted("王敏", &[Role::Admin]).map(|()| Value::Null));
    assert_eq!(desk.set_default_user(Some("desk"), "desk"), Ok(()));
}

/// A store in which somebody was called as the program is, before that could not be.
#[test]
fn the_program_is_told_apart_from_a_user_who_is_called_so() {
    let (mut desk, _reader, _folder) = desk();
    let enter = |db: &Db| user::insert(db, "fapiao-desk", &[Role::Clerk]);
    let first = desk.transact(None, "add_user", |db, _, _| enter(db), |_| Value::Null).unwrap();
    let top_up =
        json!({"op": "add_top_up", "account": "C1", "amount": "1", "on": "2026-01-01", "by": "fapiao-desk"});
    send(&mut desk, top_up).unwrap();
    desk.run_due_plans(false).unwrap();
    let program = user::program(&desk.db).unwrap();
    assert_eq!((program.name.as_str(), program.roles.len()), ("fapiao-desk (program)", 0));
    assert_ne!(program.id, first);
    let by = json!({"op": "balance", "account": "C1", "by": "fapiao-desk (program)"});
    assert!(matches!(send(&mut desk, by), Err(Refusal::NotFound { what: Noun::User, .. })));
}
