//! A store that is moved to another place, be it a file or on a server, is the same one there; where that fails, nothing is
//! there, and what was to be moved is as it was.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::{Arc, LazyLock};

use crate::common::Play;
use crate::common::place::{folder, server_in};
use fapiao_desk::desk::backup::{RestoreStop, Transferred, transfer};
use fapiao_desk::desk::check::check;
use fapiao_desk::desk::progress::Meter;
use fapiao_desk::desk::protocol::decode::decode;
use fapiao_desk::desk::{Desk, Open, demo, is_there};
use fapiao_desk::domain::password::Password;
use fapiao_desk::domain::refusal::{Refusal, StoreFault};
use fapiao_desk::domain::role::Role;
use fapiao_desk::store::account;
use fapiao_desk::store::engine::{Db, RowSum, search};
use rusqlite::Connection;
use serde_json::Value;
use tempfile::TempDir;

/// A demo with scans, made once: what is moved stays as it is.
fn demo_store() -> PathBuf {
    static MADE: LazyLock<TempDir> = LazyLock::new(|| {
        let folder = folder();
        drop(demo::make(&folder.path().join("demo.sqlite"), demo::DEFAULT_SEED, &mut |_| ()).unwrap());
        folder
    });
    MADE.path().join("demo.sqlite")
}

fn moved(from: &Path, to: &Path) -> Result<Transferred, RestoreStop> {
    transfer(from, to, None, &Arc::default())
}

fn refused(moved: Result<Transferred, RestoreStop>) -> StoreFault {
    match moved {
        Err(RestoreStop::Refused(Refusal::Store { fault })) => fault,
        other => panic!("{other:?}"),
    }
}

/// What the rows of each table come to.
fn sums(store: &Path) -> Vec<(String, RowSum)> {
    let db = Db::open_reader(store).unwrap();
    let shapes = db.shapes(&[]).unwrap();
    shapes.iter().map(|shape| (shape.table.clone(), db.sum(shape, None).unwrap())).collect()
}

fn send(desk: &mut Desk, line: &str) -> Value {
    desk.handle(&decode(serde_json::from_str(line).unwrap()).unwrap()).unwrap().to_json().unwrap()
}

/// Every customer's balance, to the fen.
fn balances(store: &Path) -> Vec<Value> {
    let codes: Vec<String> = account::all(&Db::open_reader(store).unwrap())
        .unwrap()
        .into_iter()
        .map(|one| one.account.code)
        .collect();
    let mut desk = Desk::open(store, Open::ToLookAt).unwrap();
    codes.iter().map(|code| send(&mut desk, &format!(r#"{{"op":"balance","account":"{code}"}}"#))).collect()
}

/// The store at `other` is the one at `store`, and nothing is wrong with it.
fn assert_is_moved(moved: &Transferred, store: &Path, other: &Path) {
    let expected = sums(store);
    assert_eq!(sums(other), expected);
    assert_eq!(moved.tables, expected.len());
    assert_eq!(moved.rows, expected.iter().map(|(_, sum)| sum.rows.unsigned_abs()).sum::<u64>());
    assert_eq!(moved.lost, []);
    assert!(moved.files > 1, "the demo has scans");
    let (before, after) = (check(store).unwrap(), check(other).unwrap());
    assert_eq!(after.violations, []);
    assert_eq!(after, before);
    let proved = after.proved.unwrap();
    assert_eq!((proved.entry, proved.head), (moved.entry, moved.head.clone()));
    assert_eq!(balances(other), balances(store));
    let found = |store: &Path| search::accounts(&Db::open_reader(store).unwrap(), "公司", 1_000).unwrap();
    assert_eq!(found(other), found(store));
    assert!(!found(other).is_empty());
}

/// Work goes on at a place.
fn assert_goes_on(store: &Path) {
    let mut desk = Desk::open(store, Open::Existing).unwrap();
    send(&mut desk, r#"{"op":"add_user","by":"desk","name":"搬家后","roles":["clerk"]}"#);
    drop(desk);
    assert_eq!(check(store).unwrap().violations, []);
}

/// All that is in a folder.
fn names(folder: &Path) -> Vec<String> {
    let entries = fs::read_dir(folder).unwrap();
    let mut names: Vec<String> =
        entries.map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
    names.sort();
    names
}

/// A copy of the demo in which a bill is of an account that is not there.
fn astray(folder: &Path) -> PathBuf {
    let path = folder.join("astray.sqlite");
    fs::copy(demo_store(), &path).unwrap();
    let db = Connection::open(&path).unwrap();
    db.execute_batch("PRAGMA foreign_keys = OFF").unwrap();
    let triggers = "SELECT name FROM sqlite_schema WHERE type = 'trigger'";
    let mut triggers = db.prepare(triggers).unwrap();
    let triggers: Vec<String> =
        triggers.query_map([], |row| row.get(0)).unwrap().map(Result::unwrap).collect();
    triggers.iter().for_each(|name| db.execute_batch(&format!("DROP TRIGGER {name}")).unwrap());
    db.execute_batch("UPDATE bill SET account_id = 999999 WHERE id = 7").unwrap();
    path
}

#[test]
fn a_demo_that_is_moved_to_another_file_is_the_same_and_goes_on_there() {
    let (from, folder) = (demo_store(), folder());
    let before = fs::read(&from).unwrap();
    let to = folder.path().join("other.db");
    let moved = moved(&from, &to).unwrap();
    assert_is_moved(&moved, &from, &to);
    assert_eq!(names(folder.path()), ["other.db", "other.files"]);
    assert_goes_on(&to);
    assert!(fs::read(&from).unwrap() == before, "what is moved stays as it is");
}

#[test]
fn a_demo_comes_to_a_server_from_there_to_another_and_back_as_it_was() {
    let folder = folder();
    let (Some(one), Some(other)) = (server_in(folder.path()), server_in(folder.path())) else { return };
    let (from, back) = (demo_store(), folder.path().join("back.sqlite"));
    assert_is_moved(&moved(&from, &one).unwrap(), &from, &one);
    assert_is_moved(&moved(&one, &other).unwrap(), &from, &other);
    assert_is_moved(&moved(&other, &back).unwrap(), &from, &back);
    assert_goes_on(&one);
    assert_goes_on(&back);
}

#[test]
fn what_is_there_already_is_refused_and_left_as_it_is() {
    let (from, folder) = (demo_store(), folder());
    let at = |name: &str| folder.path().join(name);
    fs::write(at("bills.csv"), "账单号").unwrap();
    fs::write(at("empty.sqlite"), "").unwrap();
    fs::create_dir(at("scans.files")).unwrap();
    drop(Desk::open(&at("desk.sqlite"), Open::New { sandbox: false }).unwrap());
    let before = names(folder.path());
    let shown = |name: &str| at(name).display().to_string();
    for (to, named) in
        [("desk.sqlite", "desk.sqlite"), ("empty.sqlite", "empty.sqlite"), ("scans.sqlite", "scans.files")]
    {
        assert_eq!(refused(moved(&from, &at(to))), StoreFault::Exists { path: shown(named) });
    }
    assert_eq!(refused(moved(&from, &at("bills.csv"))), StoreFault::NotAStore { path: shown("bills.csv") });
    assert_eq!(names(folder.path()), before);
    if let Some(server) = server_in(folder.path()) {
        drop(Desk::open(&server, Open::New { sandbox: false }).unwrap());
        let path = server.display().to_string();
        assert_eq!(refused(moved(&from, &server)), StoreFault::Exists { path });
        assert_eq!(Desk::open(&server, Open::Existing).map(|desk| desk.is_sandbox()), Ok(false));
    }
}

#[test]
fn a_row_that_no_store_may_have_leaves_nothing_and_so_does_a_move_that_is_cancelled() {
    let folder = folder();
    let from = astray(folder.path());
    let to = folder.path().join("new.sqlite");
    let before = names(folder.path());
    let fault = refused(moved(&from, &to));
    assert!(matches!(&fault, StoreFault::Corrupt { detail } if detail.contains("bill")), "{fault:?}");
    let meter = Arc::new(Meter::default());
    meter.cancel();
    assert_eq!(transfer(&demo_store(), &to, None, &meter), Err(RestoreStop::Cancelled));
    assert_eq!(names(folder.path()), before);
    moved(&demo_store(), &to).unwrap();
    if let Some(server) = server_in(folder.path()) {
        let fault = refused(moved(&from, &server));
        assert!(matches!(&fault, StoreFault::Other { detail } if detail.contains("bill")), "{fault:?}");
        assert_eq!(is_there(&server), Ok(false));
        moved(&demo_store(), &server).unwrap();
    }
}

#[test]
fn an_admin_moves_a_store_where_one_has_to_sign_in_and_nobody_else() {
    let mut play = Play::with_bill("T");
    for name in ["陈静", "desk"] {
        if name != "desk" {
            play.ok(&format!(r#"{{"op":"add_user","name":"{name}","roles":["clerk"]}}"#));
        }
        play.ok(&format!(r#"{{"op":"set_password","name":"{name}","password":"雨后的山谷与竹林"}}"#));
    }
    play.ok(r#"{"op":"set_sign_in","required":true}"#);
    let folder = folder();
    let to = folder.path().join("new.sqlite");
    let from = play.desk.path().to_owned();
    let password = Password::typed("雨后的山谷与竹林");
    let mut seated = |name: &str| {
        play.desk.sign_in(name, &password).unwrap();
        transfer(&from, &to, play.desk.seat().as_ref(), &Arc::default())
    };
    let refusal = Refusal::NotPermitted { by: "陈静".to_owned(), needs: vec![Role::Admin] };
    assert_eq!(seated("陈静"), Err(RestoreStop::Refused(refusal)));
    assert!(matches!(moved(&from, &to), Err(RestoreStop::Refused(Refusal::SignInFailed { .. }))));
    assert!(!to.exists());
    assert!(seated("desk").unwrap().files == 0);
    assert_eq!(check(&to).unwrap().violations, []);
}
